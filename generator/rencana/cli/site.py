"""`rencana build`, `serve` and `render`: the site."""

from datetime import date
from pathlib import Path

import click

from rencana.cli import options
from rencana.cli.output import echo
from rencana.workspace import find_workspace

PARTS = ("budget", "drafts", "findings")
"""What a site may leave out."""


class PartsParam(click.ParamType):  # type: ignore[type-arg,unused-ignore]  # generic only in newer versions of click
    """Parts of a site on the command line, as budget,drafts."""

    name = "parts"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> frozenset[str]:
        """Reads the parts."""
        words = [word.strip() for word in str(value).split(",") if word.strip()]
        for word in words:
            if word not in PARTS:
                self.fail(f"{word!r} cannot be hidden. Known: {', '.join(PARTS)}.", param, ctx)
        return frozenset(words)


@click.command(epilog="Example: rencana build --on 2026-03-01 --strict")
@options.workspace
@options.on
@click.option("--strict", is_flag=True, help="Fail when a plan has an error, or MkDocs a warning.")
@click.option("--offline", is_flag=True, help="Make a site that works from a folder, without a server.")
@click.option("--what", is_flag=True, help="Only say what would be published: pages, files, links to other hosts.")
@click.option("-d", "--site-dir", type=click.Path(path_type=Path), help="Where to write the site.")
@click.option("--force", is_flag=True, help="Replace files in that folder that no build has made.")
@options.quiet
def build(
    start: Path,
    on: date | None,
    site_dir: Path | None,
    *,
    strict: bool,
    offline: bool,
    what: bool,
    force: bool,
    quiet: bool,
) -> int:
    """Build the site with MkDocs, as site/mkdocs.yml says.

    Without --strict a plan with errors is published as far as it can be shown; use --strict for a web server.
    """
    root = find_workspace(start)
    if what:
        from rencana.site.inventory import inventory_text, take_inventory  # noqa: PLC0415  it needs MkDocs

        echo("\n".join(inventory_text(take_inventory(root, on=on, offline=offline))))
        return 0
    from rencana.site.build import build_quickly  # noqa: PLC0415  help should not wait for it

    built = build_quickly(root, on=on, strict=strict, offline=offline, site_dir=site_dir, force=force)
    if not quiet:
        summary = f"{built.written} pages written, {built.reused} reused" if built.written else "Nothing has changed"
        echo(f"{summary}, {built.seconds:.1f} s: {built.folder}")
        if built.why:
            echo(f"MkDocs made the whole site: {built.why}.")
    return 0


@click.command(epilog="Example: rencana serve --addr 127.0.0.1:8000")
@options.workspace
@options.on
@click.option("--addr", metavar="HOST:PORT", default="127.0.0.1:8000", show_default=True, help="Where to serve.")
@click.option("--poll", is_flag=True, help="Look for changes twice a second; for folders of a network or a container.")
def serve(start: Path, on: date | None, addr: str, *, poll: bool) -> int:
    """Show the site in a browser, and again at each saved plan."""
    from rencana.site.serve import serve_site  # noqa: PLC0415  only serving needs MkDocs

    serve_site(find_workspace(start), on=on, address=addr, poll=poll)
    return 0


@click.command(epilog="Example: rencana render out --on 2026-03-01")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@options.workspace
@options.on
@click.option("--findings", is_flag=True, help="Show authors what is still wrong with a plan, on its pages.")
@click.option("--hide", type=PartsParam(), default="", help="What to leave out: budget,drafts,findings.")
@options.quiet
def render(folder: Path, start: Path, on: date | None, *, findings: bool, hide: frozenset[str], quiet: bool) -> int:
    """Write the pages as plain Markdown with a mkdocs.yml, for MkDocs, ProperDocs or Zensical without our plugin."""
    from rencana.jobs.pool import open_page_jobs  # noqa: PLC0415  help should not wait for the model
    from rencana.pipeline import publish  # noqa: PLC0415  as above
    from rencana.render.subject.kit import Show  # noqa: PLC0415  as above
    from rencana.site.markdown_tree import write_tree  # noqa: PLC0415  beside its use
    from rencana.site.target import refuse_sources  # noqa: PLC0415  as above

    show = Show(findings and "findings" not in hide, budget="budget" not in hide, drafts="drafts" not in hide)
    root = find_workspace(start)
    refuse_sources(folder, [root / "plans", root / "templates", root / "site" / "docs"])
    written = write_tree(folder, publish(root, open_page_jobs(root), on=on, show=show))
    if not quiet:
        echo(f"{written.changed} files written, {written.same} as they were, {written.removed} removed: {folder}")
    return 0
