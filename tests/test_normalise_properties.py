"""What holds for any text: repairs can be replayed and undone, a second pass changes nothing, figures stay."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from normalise_samples import DAMAGED, make_document, repair_damaged, repaired_text

from pipeline.normalise import repair_document, replay, undo

LETTERS = st.text(alphabet="abdefiklmnorstvåäöÅÄÖé6@&|¢«-.,: 0123456789\n\f", max_size=80)


PIECES = (
    "1 i ] [ | = # _ + ¢ O 8O 171 procent av landets 2017 §=2019 82,6(82,1) NK! SKRi a andra sidan PA Torsby -Okning"
)
TOKENS = st.lists(st.sampled_from((*PIECES.split(), "\n", ".")), max_size=14).map(" ".join)


@settings(max_examples=60, deadline=None)
@given(st.one_of(LETTERS, TOKENS, st.text(max_size=60)))
def test_any_text_replays_undoes_and_is_done_at_once(text: str) -> None:
    once = repair_document(make_document(f"{DAMAGED}.\n{text}\n{DAMAGED}."))
    for line in once.lines:
        assert replay(line.raw, line.repairs) == line.text
        assert undo(line.text, line.repairs) == line.raw
    again = "\f".join("\n".join(line.text for line in page.lines) for page in once.pages)
    assert repaired_text(again) == again


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="0123456789 .,-–%()/:\n", max_size=60))
def test_figures_and_separators_alone_never_change(text: str) -> None:
    assert repair_damaged(f"x\n{text}\nx") == f"x\n{text}\nx"
