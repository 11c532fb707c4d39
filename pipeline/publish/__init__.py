"""Dataset -> files. `write_dataset` writes the output folder; `read_rows` reads its CSV files back."""

from pipeline.publish.cells import read_rows
from pipeline.publish.dataset import write_dataset

__all__ = ["read_rows", "write_dataset"]
