"""The words of a page before they are lines: text, place and type, from a text layer or from OCR alike."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.model import Box


@dataclass(frozen=True, slots=True)
class PrintedWord:
    """A word as printed. `baseline` is the height, from the page's top in points, of the line that it stands on."""

    text: str
    box: Box
    baseline: float
    size: float
    bold: bool = False
    confidence: float | None = None
    other: str = ""  #: what another reading of the same image saw
    upright: bool = True


@dataclass(frozen=True, slots=True)
class Frame:
    """The visible part of a PDF page in its own coordinates (bottom-left origin), and its turn in degrees clockwise."""

    left: float
    bottom: float
    right: float
    top: float
    rotation: int = 0

    @property
    def width(self) -> float:
        return self.top - self.bottom if self.rotation in (90, 270) else self.right - self.left

    @property
    def height(self) -> float:
        return self.right - self.left if self.rotation in (90, 270) else self.top - self.bottom

    def place(self, x: float, y: float) -> tuple[float, float]:
        """A point of the page as it is seen: points right of its left edge and below its top edge."""
        match self.rotation:
            case 0:
                return x - self.left, self.top - y
            case 90:
                return y - self.bottom, x - self.left
            case 180:
                return self.right - x, y - self.bottom
            case _:
                return self.top - y, self.right - x

    def box(self, x0: float, y0: float, x1: float, y1: float) -> Box:
        """The box between two opposite corners; rounded to hundredths, so that equal pages give equal bytes."""
        ax, ay = self.place(x0, y0)
        bx, by = self.place(x1, y1)
        if bx < ax:
            ax, bx = bx, ax
        if by < ay:
            ay, by = by, ay
        return Box(round(ax, 2), round(ay, 2), round(bx, 2), round(by, 2))
