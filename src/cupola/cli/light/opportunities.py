"""Every stretch in which a need holds."""

from __future__ import annotations

from cupola.cli.desk import print_json, say
from cupola.cli.light.outlook import Outlook
from cupola.cli.light.question import Question
from cupola.cli.light.wording import lines, pairs
from cupola.clock import SpanSet
from cupola.units import counted, duration_text


def opportunities(outlook: Outlook, question: Question) -> None:
    """Show when what was asked for holds."""
    need = question.need()
    show(outlook, question, outlook.almanac.opportunities([need])[0], str(need))


def show(outlook: Outlook, question: Question, spans: SpanSet, what: str) -> None:
    """Show spans, and what they are of."""
    if question.as_json:
        print_json({"need": what, "opportunities": pairs(spans)} | outlook.basis())
        return
    for line in lines(spans, outlook.offset):
        print(line)
    in_all = f"{counted(len(spans), 'time')}, {duration_text(spans.total)} in all"
    say(f"{what}: {in_all}; times on the right are {outlook.clock}")
    say(f"limits: {outlook.almanac.limits}")
