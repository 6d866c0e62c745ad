"""`rencana build`, `serve` and `render`: the site."""

from datetime import date
from pathlib import Path

import click

from rencana.cli import options
from rencana.cli.output import echo
from rencana.errors import WorkspaceError
from rencana.finding import Severity
from rencana.site.host import host_of, title, use_host
from rencana.workspace import NO_PLAN, find_workspace

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
@click.option("--strict", is_flag=True, help="Fail when a plan has an error, MkDocs a warning, or no plan is found.")
@click.option("--offline", is_flag=True, help="Make a site that works from a folder, without a server.")
@click.option("--what", is_flag=True, help="Only say what would be published: pages, files, links to other hosts.")
@click.option("-d", "--site-dir", type=click.Path(path_type=Path), help="Where to write the site.")
@click.option("--force", is_flag=True, help="Replace files in that folder that no build has made.")
@options.site_host
@options.quiet
def build(
    start: Path,
    on: date | None,
    site_host: str | None,
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
    use_host(host_of(root, site_host))
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
            echo(f"{title()} made the whole site: {built.why}.")
    return 0


@click.command(epilog="Example: rencana serve --port 8001 --open")
@options.workspace
@options.on
@click.option(
    "--host",
    metavar="NAME",
    default="",
    help="Where to listen; else 127.0.0.1, which only this machine reaches. With 0.0.0.0, or a name or number of this "
    "machine, everybody in your network can read the site, with its drafts and findings.",
)
@click.option("--port", type=click.IntRange(1, 65535), help="The port; else 8000.")
@click.option("--addr", metavar="[HOST:]PORT", default="", help="Both in one word.")
@click.option("-o", "--open", "open_browser", is_flag=True, help="Open the site in your browser.")
@click.option("--poll", is_flag=True, help="Look for changes twice a second; for folders of a network or a container.")
@options.site_host
def serve(
    start: Path,
    on: date | None,
    host: str,
    port: int | None,
    addr: str,
    site_host: str | None,
    *,
    open_browser: bool,
    poll: bool,
) -> int:
    """Show the site in a browser, and again at each saved plan."""
    from rencana.site.endpoint import read_endpoint  # noqa: PLC0415  help should not wait for it

    endpoint, root = read_endpoint(addr, host, port or 0), find_workspace(start)
    use_host(host_of(root, site_host))
    from rencana.site.serve import serve_site  # noqa: PLC0415  only serving needs MkDocs

    serve_site(root, endpoint, on=on, poll=poll, open_browser=open_browser)
    return 0


@click.command(epilog="Example: rencana render out --on 2026-03-01")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@options.workspace
@options.on
@click.option("--findings", is_flag=True, help="Show authors what is still wrong with a plan, on its pages.")
@click.option("--hide", type=PartsParam(), default="", help="What to leave out: budget,drafts,findings.")
@click.option("--strict", is_flag=True, help="Fail when a plan has an error, or none is found.")
@options.quiet
def render(
    folder: Path, start: Path, on: date | None, *, findings: bool, hide: frozenset[str], strict: bool, quiet: bool
) -> int:
    """Write the pages as plain Markdown with a mkdocs.yml, for MkDocs, ProperDocs or Zensical without our plugin."""
    from rencana.jobs.pool import open_page_jobs  # noqa: PLC0415  help should not wait for the model
    from rencana.pipeline import publish  # noqa: PLC0415  as above
    from rencana.render.subject.kit import Show  # noqa: PLC0415  as above
    from rencana.site.markdown_tree import write_tree  # noqa: PLC0415  beside its use
    from rencana.site.target import refuse_sources  # noqa: PLC0415  as above

    show = Show(findings and "findings" not in hide, budget="budget" not in hide, drafts="drafts" not in hide)
    root = find_workspace(start)
    refuse_sources(folder, [root / "plans", root / "templates", root / "site" / "docs"])
    site = publish(root, open_page_jobs(root), on=on, show=show)
    if strict and any(finding.severity is Severity.ERROR for finding in site.open):
        raise WorkspaceError("A plan has an error, so nothing was written.", help="`rencana check` names it.")
    if strict and not site.plans:
        raise WorkspaceError(f"{NO_PLAN} Nothing was written.")
    if not site.plans:
        echo(NO_PLAN, err=True)
    written = write_tree(folder, site)
    if not quiet:
        echo(f"{written.changed} files written, {written.same} as they were, {written.removed} removed: {folder}")
    return 0
