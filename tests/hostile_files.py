"""Files that are broken or mean harm, each made by a function of a few lines; all written for these tests.

`FILES` maps a name to what makes its bytes and to the reasons that reading it may end with: `ok` when it must be read,
`partial` when only in part. Names are those that the files have in the tests' folder.
"""

from __future__ import annotations

import io
import random
import struct
import zlib
from collections.abc import Callable, Sequence

from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

TEXT = b"BT /F1 12 Tf 72 700 Td (74 procent av kommunerna har rutiner, 2019.) Tj ET"
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
PAGES = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>"


def stream(data: bytes, entries: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), entries, data)


def pdf(*objects: bytes, trailer: bytes = b"") -> bytes:
    """A PDF of these objects, numbered from 1, with a right cross-reference table."""
    out = io.BytesIO()
    out.write(b"%PDF-1.7\n")
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.writelines(b"%010d 00000 n \n" % offset for offset in offsets)
    entries = b"/Size %d /Root 1 0 R %s" % (len(objects) + 1, trailer)
    out.write(b"trailer\n<< %s >>\nstartxref\n%d\n%%%%EOF\n" % (entries, start))
    return out.getvalue()


def page_pdf(
    page: bytes = PAGE, content: bytes | None = None, pages: bytes = PAGES, more: Sequence[bytes] = ()
) -> bytes:
    return pdf(CATALOG, pages, page, stream(TEXT) if content is None else content, FONT, *more)


# --- PDF: cut, empty, not one at all --------------------------------------------------------------------------------


def drawn_pdf(encrypt: StandardEncryption | None = None) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, encrypt=encrypt, invariant=True)
    for page in range(3):
        for line in range(40):
            canvas.drawString(72, 780 - 17 * line, f"Sida {page}, rad {line}: {page + line} procent får stöd i år.")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def cut_in_half() -> bytes:
    whole = drawn_pdf()
    return whole[: len(whole) // 2]


def noise() -> bytes:
    return random.Random(1).randbytes(1 << 16)


def noise_inside() -> bytes:
    """A good PDF with every thousandth byte replaced."""
    data, dice = bytearray(drawn_pdf()), random.Random(2)
    for at in range(500, len(data), 1000):
        data[at] = dice.randrange(256)
    return bytes(data)


# --- PDF: bombs -----------------------------------------------------------------------------------------------------


def bomb_stream() -> bytes:
    """100 MB of blanks in 1 kB, by deflating twice."""
    deep = zlib.compress(zlib.compress(b" " * (100 << 20), 9), 9)
    return page_pdf(content=stream(deep, b"/Filter [/FlateDecode /FlateDecode]"))


def many_filters() -> bytes:
    data = TEXT
    for _ in range(200):
        data = zlib.compress(data)
    return page_pdf(content=stream(data, b"/Filter [%s]" % (b"/FlateDecode " * 200)))


def huge_image() -> bytes:
    """An image that claims 100,000 by 100,000 pixels, drawn on the page."""
    page = PAGE.replace(b"/Font", b"/XObject << /I 6 0 R >> /Font")
    image = stream(
        zlib.compress(b"\0" * 1000),
        b"/Type /XObject /Subtype /Image /Width 100000 /Height 100000 /BitsPerComponent 8 "
        b"/ColorSpace /DeviceRGB /Filter /FlateDecode",
    )
    return page_pdf(page, stream(TEXT + b" q 500 0 0 500 0 0 cm /I Do Q"), more=[image])


def huge_cmap() -> bytes:
    """A font whose ToUnicode map covers all codes there are."""
    cmap = (
        b"1 begincodespacerange <00000000> <ffffffff> endcodespacerange "
        b"1 beginbfrange <00000000> <ffffffff> <0041> endbfrange"
    )
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R >>"
    return pdf(CATALOG, PAGES, PAGE, stream(TEXT), font, stream(cmap))


# --- PDF: loops -----------------------------------------------------------------------------------------------------


def form_in_itself() -> bytes:
    page = PAGE.replace(b"/Font", b"/XObject << /X 6 0 R >> /Font")
    form = stream(
        b"/X Do /X Do",
        b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 6 0 R >> >>",
    )
    return page_pdf(page, stream(TEXT + b" /X Do"), more=[form])


def forms_that_double() -> bytes:
    """Thirty forms, each drawing the next one twice: a thousand million drawings."""
    page = PAGE.replace(b"/Font", b"/XObject << /X 6 0 R >> /Font")
    forms = [
        stream(
            b"/X Do /X Do",
            b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X %d 0 R >> >>" % (7 + n),
        )
        for n in range(30)
    ]
    last = stream(b"0 0 m 9 9 l S", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9]")
    return page_pdf(page, stream(TEXT + b" /X Do"), more=[*forms, last])


def cross_reference_loop() -> bytes:
    data = page_pdf()
    start = data.index(b"xref\n")
    return data.replace(b"/Root 1 0 R", b"/Root 1 0 R /Prev %d" % start)


# --- PDF: pages -----------------------------------------------------------------------------------------------------


def many_pages(count: int) -> bytes:
    """A page with text, and then the same empty page again and again."""
    kids = b"3 0 R" + b" 6 0 R" * (count - 1)
    empty = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"
    return page_pdf(pages=b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, count), more=[empty])


def sized_page(box: bytes) -> bytes:
    return page_pdf(PAGE.replace(b"[0 0 595 842]", box))


def deep_page_tree() -> bytes:
    """A page below 5,000 nodes of one child each."""
    depth = 5000
    nodes = [
        b"<< /Type /Pages /Parent %d 0 R /Kids [%d 0 R] /Count 1 >>" % (n - 1 if n > 6 else 2, n + 1)
        for n in range(6, 6 + depth)
    ]
    page = PAGE.replace(b"/Parent 2 0 R", b"/Parent %d 0 R" % (5 + depth))
    return pdf(CATALOG, PAGES.replace(b"3 0 R", b"6 0 R"), b"null", stream(TEXT), FONT, *nodes, page)


def nameless_pages() -> bytes:
    """No /Type in the page tree: some readers find no page in it and say nothing."""
    return pdf(CATALOG, PAGES.replace(b"/Type /Pages ", b""), PAGE.replace(b"/Type /Page ", b""), stream(TEXT), FONT)


# --- pictures -------------------------------------------------------------------------------------------------------


def png(width: int = 200, height: int = 100) -> bytes:
    out = io.BytesIO()
    Image.new("1", (width, height), 1).save(out, "PNG")
    return out.getvalue()


def tiff_loop() -> bytes:
    """A TIFF whose only directory names itself as the next one."""
    entries = [(256, 4, 1, 8), (257, 4, 1, 8), (258, 3, 1, 8), (259, 3, 1, 1), (262, 3, 1, 1), (273, 4, 1, 8)]
    entries += [(278, 4, 1, 8), (279, 4, 1, 64)]
    directory = struct.pack("<H", len(entries)) + b"".join(struct.pack("<HHLL", *entry) for entry in entries)
    return b"II*\0" + struct.pack("<L", 72) + b"\xff" * 64 + directory + struct.pack("<L", 72)


# --- text and web pages ---------------------------------------------------------------------------------------------

GOOD = "Öppna jämförelser 2019\n\n• 74 procent av kommunerna har rutiner för stöd till barn.\n"
LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a "ha ha ha ha">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefghi", "bcdefghij", strict=True))
    + "]><html><body><p>&j;</p></body></html>"
)

ANY = {"ok", "partial", "no-text", "damaged", "too-large", "timeout", "memory", "crash", "unreadable"}
BROKEN = {"damaged", "no-text", "partial"}
READ = {"ok"}

FILES: dict[str, tuple[Callable[[], bytes], set[str]]] = {
    "empty.pdf": (lambda: b"", {"no-text"}),
    "empty.txt": (lambda: b"", {"no-text"}),
    "zeros.pdf": (lambda: bytes(1 << 16), {"not-a-pdf", "unreadable"}),
    "zeros.txt": (lambda: bytes(1 << 16), {"unreadable", "no-text"}),
    "noise.pdf": (noise, {"not-a-pdf", "unreadable"}),
    "noise.txt": (noise, {"unreadable", "no-text", "ok"}),
    "header-only.pdf": (lambda: b"%PDF-1.7\n", BROKEN),
    "cut-in-half.pdf": (cut_in_half, {*BROKEN, "ok"}),
    "noise-inside.pdf": (noise_inside, {*BROKEN, "ok"}),
    "password.pdf": (lambda: drawn_pdf(StandardEncryption("hemligt", canPrint=0)), {"encrypted"}),
    "empty-password.pdf": (lambda: drawn_pdf(StandardEncryption("", "owner")), READ),
    "bomb-stream.pdf": (bomb_stream, ANY),
    "many-filters.pdf": (many_filters, ANY),
    "huge-image.pdf": (huge_image, READ),
    "huge-cmap.pdf": (huge_cmap, ANY),
    "form-in-itself.pdf": (form_in_itself, ANY),
    "forms-that-double.pdf": (forms_that_double, ANY),
    "page-tree-loop.pdf": (lambda: page_pdf(pages=PAGES.replace(b"3 0 R", b"2 0 R")), BROKEN),
    "page-is-its-parent.pdf": (lambda: page_pdf(PAGE.replace(b"/Parent 2", b"/Parent 3")), {*BROKEN, "ok"}),
    "content-of-itself.pdf": (lambda: page_pdf(content=b"[4 0 R 4 0 R]"), BROKEN),
    "length-of-itself.pdf": (lambda: page_pdf(content=stream(TEXT).replace(b"Length 74", b"Length 4 0 R")), ANY),
    "cross-reference-loop.pdf": (cross_reference_loop, {*BROKEN, "ok"}),
    "deep-arrays.pdf": (lambda: page_pdf(content=stream(b"[" * 100_000 + TEXT)), ANY),
    "deep-page-tree.pdf": (deep_page_tree, ANY),
    "many-pages.pdf": (lambda: many_pages(50_000), {"partial"}),
    "claims-many-pages.pdf": (lambda: page_pdf(pages=PAGES.replace(b"Count 1", b"Count 2147483647")), ANY),
    "no-kids.pdf": (lambda: page_pdf(pages=b"<< /Type /Pages /Count 7 >>"), BROKEN),
    "nameless-pages.pdf": (nameless_pages, READ),
    "200-inches.pdf": (lambda: sized_page(b"[0 0 14400 14400]"), READ),
    "wide-as-a-country.pdf": (lambda: sized_page(b"[0 0 999999999 999999999]"), {"too-large", "partial", "no-text"}),
    "size-that-is-no-number.pdf": (lambda: sized_page(b"[0 0 1e9 1e9]"), {"ok", "partial", "damaged"}),
    "no-size.pdf": (lambda: sized_page(b"[0 0 0 0]"), {"too-large", "partial", "no-text", "ok"}),
    "pdf-called.txt": (page_pdf, READ),
    "text-called.pdf": (lambda: GOOD.encode(), {"not-a-pdf"}),
    "zip-called.pdf": (lambda: b"PK\x03\x04" + bytes(200), {"not-a-pdf", "unreadable"}),
    "web-page-called.txt": (lambda: b"<!DOCTYPE html><html><body><p>74 procent</p></body></html>", READ),
    "picture-called.txt": (png, {"no-text", "unreadable", "missing-tesseract", "missing-language"}),
    "cut-picture.png": (lambda: png()[:60], {"damaged", "no-text", "unreadable"}),
    "huge-picture.png": (lambda: png(20_000, 20_000), {"too-large", "no-text", "unreadable"}),
    "loop.tiff": (
        tiff_loop,
        {"damaged", "no-text", "unreadable", "missing-tesseract", "missing-language", "too-large"},
    ),
    "no-size.tiff": (lambda: b"II*\0" + struct.pack("<LHHHLLL", 8, 1, 259, 3, 1, 1, 0), {"damaged"}),
    "cp1252.txt": (lambda: GOOD.encode("cp1252"), READ),
    "utf-16.txt": (lambda: GOOD.encode("utf-16"), READ),
    "utf-16-unmarked.txt": (lambda: GOOD.encode("utf-16-le"), READ),
    "no-text.txt": (lambda: b"\f\f \n\f", {"no-text"}),
    "one-line.txt": (lambda: (GOOD.strip() * 2000).encode(), ANY),
    "one-word.txt": (lambda: b"a" * 200_000, ANY),
    "digits.txt": (lambda: b"7" * 20_000, ANY),
    "dots.txt": (lambda: b"." * 10_000 + GOOD.encode(), ANY),
    "form-feeds.txt": (lambda: b"\f" * 20_000 + GOOD.encode(), {"ok", "partial", "too-large"}),
    "control-characters.txt": (lambda: bytes(range(32)) + GOOD.encode(), {"ok", "unreadable"}),
    "deep-tags.html": (lambda: b"<html><body>" + b"<div>" * 50_000 + b"74 procent", {"too-large"}),
    "less-deep-tags.html": (lambda: b"<html><body>" + b"<div>" * 2_000 + b"74 procent", READ),
    "laughs.html": (lambda: LAUGHS.encode(), ANY),
}
