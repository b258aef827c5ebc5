"""The command line: every command, in the order of the work."""

from __future__ import annotations

from cyclopts import App

from cupola import __version__
from cupola.cli.commands import documents, light, paper, plan
from cupola.cli.commands.flight import flight
from cupola.cli.commands.preview import EXAMPLES, preview

app = App(
    name="cupola",
    help="The production office for a film shot where the light moves: first of all aboard a space station.",
    version=__version__,
    help_format="plaintext",
    suppress_keyboard_interrupt=False,
)

app.command(documents.new)
app.command(documents.check)
app.command(documents.training)
app.command(documents.breakdown)
app.command(documents.convert)
app.command(documents.bring, name="import")
app.command(light.light)
app.command(light.match)
app.command(preview, help_epilogue=EXAMPLES)
app.command(plan.plan)
app.command(plan.replan)
app.command(plan.approve)
app.command(plan.history)
app.command(plan.diff)
app.command(plan.retime)
app.command(plan.order)
app.command(plan.verify)
app.command(plan.explain)
app.command(flight)
app.command(paper.storyboard, help_epilogue=paper.BOARDS)
app.command(paper.paper)
app.command(paper.export)
app.command(paper.schema)
