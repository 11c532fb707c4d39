"""A small dataset with every kind of row, for the tests of publish and the commands; its sentences are our own."""

from __future__ import annotations

from decimal import Decimal

from pipeline.model import (
    RIKET,
    Box,
    Cell,
    Change,
    Check,
    Dataset,
    Document,
    Finding,
    Geography,
    Level,
    Line,
    LocalStatus,
    Metadata,
    Page,
    Place,
    Problem,
    Reading,
    Repair,
    Report,
    SeriesPoint,
    Table,
    place_id,
)

SHA = "5f" * 32
FIGURE = Place(page=1, line=2, start=0, end=10, printed="74 procent", box=Box(72, 100, 90, 112))
CHANGE = Place(page=2, line=1, start=4, end=30, printed="ökning med 2 procentenheter")
REPAIR = Repair(1, 2, 24, 28, "stod", "stöd", "diacritics", "stöd till personer", 0.97)


def make_document() -> Document:
    first = (
        Line(1, 1, "Öppna jämförelser 2019", "Öppna jämförelser 2019"),
        Line(1, 2, "74 procent av kommunerna stod", "74 procent av kommunerna stöd", repairs=(REPAIR,)),
        Line(1, 4, "=SUMMA(A1)", "=SUMMA(A1)"),
    )
    pages = (Page(1, first, "text-layer", 595, 842), Page(2, (Line(2, 1, "Sidan två", "Sidan två"),), "ocr"))
    problem = Problem("warning", "undecided-word", "a/report.pdf, page 2: cannot choose", page=2)
    return Document(SHA[:12], "a/report.pdf", SHA, "application/pdf", pages, problems=(problem,))


def make_report(document: Document | None = None) -> Report:
    document = document or make_document()
    finding_id = place_id("finding", document.document_id, FIGURE)
    level = Level(
        observation_id=place_id("level", document.document_id, FIGURE),
        place=FIGURE,
        indicator="erbjuder stöd till personer utan fast bostad",
        geography=RIKET,
        origin="bullet",
        unit="percent",
        evidence="74 procent av kommunerna erbjuder stöd till personer utan fast bostad",
        value=Decimal("74.0"),
        base="kommuner",
        year=2019,
        finding_id=finding_id,
        indicator_id="stod-utan-bostad",
        confidence=0.5,
        review=("single-source", "low-confidence"),
        readings=(Reading("value", "74 procent"), Reading("year", "2019")),
    )
    change = Change(
        change_id=place_id("change", document.document_id, CHANGE),
        place=CHANGE,
        indicator="erbjuder stöd till personer utan fast bostad",
        geography=RIKET,
        origin="prose",
        direction="up",
        evidence="En ökning med 2 procentenheter sedan 2018",
        low=Decimal(2),
        high=Decimal(2),
        unit="percentage_points",
        from_year=2018,
        to_year=2019,
    )
    local = LocalStatus(
        local_id=place_id("local", document.document_id, CHANGE),
        place=CHANGE,
        indicator="boendestöd på kvällstid",
        geography=Geography("municipality", "0880", "Kalmar"),
        answer="partial",
        evidence="Kalmar erbjuder delvis boendestöd på kvällstid",
    )
    cells = (Cell(0, 1, "2019"), Cell(1, 0, "Stöd; råd"), Cell(1, 1, "-"), Cell(2, 0, "+46 kr"), Cell(2, 1, "-3,5"))
    return Report(
        document,
        Metadata("Öppna jämförelser", "Socialstyrelsen", "hemlöshet", 2019, (2018, 2019), "2019-06"),
        findings=(Finding(finding_id, "Resultat", FIGURE, "74 procent av kommunerna erbjuder stöd"),),
        levels=(level,),
        changes=(change,),
        local=(local,),
        tables=(Table("1", "Tabell 1. Stöd", "procent", 2, 1, cells, 2, notes=("Not: avrundat",)),),
        problems=(Problem("info", "no-subject", "a/report.pdf: no subject"),),
    )


def make_dataset() -> Dataset:
    report = make_report()
    level = report.levels[0]
    point = SeriesPoint(
        level.indicator_id,
        level.indicator,
        RIKET,
        Decimal("74.0"),
        "percent",
        year=2019,
        sources=(level.observation_id,),
    )
    check = Check(
        "0a1b2c3d4e5f", "change", SHA[:12], (level.observation_id,), "stod", "agrees", "72", "72", "74 - 2 = 72"
    )
    failed = Report(
        Document(
            "e3b0c44298fc",
            "empty.txt",
            "e3b0c44298fc" + "0" * 52,
            "",
            status="failed",
            reason="no-text",
            problems=(Problem("error", "no-text", "empty.txt: is empty"),),
        )
    )
    return Dataset((failed, report), (point,), (check,), (Problem("warning", "correction-unused", "matches nothing"),))
