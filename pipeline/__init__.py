"""oj: reads Swedish open-comparison reports and writes checked indicator CSVs. Start at `cli`, then `run`."""
