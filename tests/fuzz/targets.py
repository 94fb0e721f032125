"""What must hold for every mutant: one target for each way in. A broken promise is an AssertionError.

Whatever comes in: no internal error (exit 70), nothing on the screen that acts, no byte changed by what is
refused; what is accepted reads back the same with three readers, and the trail stays sound.
"""

import json
from collections import Counter
from collections.abc import Callable, Mapping
from random import Random

from rectify.errors import InvalidRegister
from rectify.store.register_yaml import RegisterFile, read_register
from rectify.view.escape import risky
from tests.cli.harness import REGISTER, Cli, Result
from tests.fuzz import items as of_items
from tests.fuzz import mutants, packed
from tests.fuzz.edits import agree, edit_of_one_value
from tests.fuzz.pieces import bent_register, compare
from tests.fuzz.readers import differences
from tests.properties.styled_register import SAFE, Hand, random_issue

CODES = frozenset((0, 1, 2, 3, 4, 5, 6, 7, 8))
BATCH = """\
{"verb":"start","id":"QH-02","reason":"已开工"}
{"verb":"edit","id":["QH-03","QH-04"],"set":{"place":"甲川","tags":"水; 土"}}
{"verb":"progress","id":"QH-01","note":"清淤","indicator":{"COD":"50"},"on":"2019-06-30"}
{"verb":"close","id":"QH-01","evidence":["report.pdf"]}
"""
TABLE = 'verb,id,reason,evidence\nstart,QH-02,"已开工, 见\n纪要",\nclose,QH-01,完成,report.pdf\nnote,QH-04,,\n'
PLAIN = (
    '# 周报\nstart QH-02 --reason \'已开工\'\nnote QH-04 "看过 \\"两次\\""\nassign QH-04 --unit 乙局 --due 2019-12-31\n'
)
COMMANDS = (
    "list --where @", "list --search @", "list --fields @", "list --sort @", "list --group @", "list --unit @",
    "list --as-of @", "list --today @", "list -o @", "list --due-within @", "list --limit @", "show @", "log @",
    "report --period @", "report --by @", "report --unit @ -o md",
    "log --actor @", "summary --by @", "check -o csv", "start QH-02 --reason @", "note QH-02 @",
    "assign QH-04 --unit @", "assign QH-04 --due @", "edit QH-02 --set place=@", "edit QH-02 --set custom.k=@",
    "edit QH-02 --set @=x", "edit QH-02 --set tags=@", "edit QH-02 --set description=@", "edit QH-02 --unset @",
    "add --title @", "add --title x --id @", "close QH-01 --evidence @",
    "close QH-01 --evidence report.pdf --reason @", "progress QH-01 --note @",
    "progress QH-01 --note x --indicator COD=@", "progress QH-01 --note x --milestone @", "start @",
    "start QH-02 --as @", "start QH-02 --on @", "batch @", "audit adopt --reason @", "@ list", "list --@", "@",
)  # fmt: skip
"""Command lines with a place for a hostile word."""


def checked(result: Result, before: Mapping[str, bytes], cli: Cli) -> Result:
    """A result, after the proof of what holds for every command."""
    assert result.code in CODES, result.err
    assert not risky().search((result.out + result.err).replace("\n", ""))
    assert "Traceback" not in result.err
    if result.code not in (0, 1):
        changed = [name for name, data in cli.snapshot().items() if not _is_kept(before.get(name, b""), data)]
        assert (result.code, changed) == (result.code, []), "refused, and yet changed"
    return result


def _is_kept(before: bytes, after: bytes) -> bool:
    """True for what is as it was, or as recovery leaves a trail.

    A torn last line, which was never recorded, may go; one that was recorded may get its newline back.
    """
    torn = before[len(after) :]
    is_cut = before.startswith(after) and (b"\n" not in torn or b"\0" in torn)
    return after in (before, before + b"\n") or is_cut


def _fresh(cli: Cli) -> None:
    for path in sorted(cli.folder.rglob("*"), reverse=True):
        if path.is_dir():
            path.rmdir()
        else:
            path.chmod(0o600)
            path.unlink()
    cli.write("issues.yaml", REGISTER)
    cli.write("report.pdf", b"%PDF")


def _read(data: bytes) -> RegisterFile | None:
    """The register, or None; every flaw has a place within the file."""
    try:
        return read_register(data, "issues.yaml")
    except InvalidRegister as error:
        lines = data.decode("utf-8-sig", "replace").split("\n")
        places = [tuple(int(part) for part in detail.place.split(":")[1:]) for detail in error.details]
        assert places == sorted(places)
        assert all(1 <= line <= len(lines) for line, _ in places), places
        return None


def register(rng: Random, cli: Cli) -> None:
    """A bent register is read by all alike or refused with places; an edit of it reads back."""
    _fresh(cli)
    text = REGISTER if rng.random() < 0.5 else Hand(rng).file([random_issue(rng, f"QH-0{n}", SAFE) for n in (1, 2)])[0]
    data = mutants.bent_bytes(rng, text.encode())
    cli.write("issues.yaml", data)
    before = cli.snapshot()
    file = _read(data)
    result = checked(cli("list", "--all", "-o", "json"), before, cli)
    assert (result.code == 0) == (file is not None)
    place = mutants.hostile_text(rng)
    edited = checked(cli("edit", "QH-02", "--set", f"description={place}"), before, cli)
    if file:
        agree(file)
    if file and edited.code == 0 and cli.snapshot() != before:
        again = _read((cli.folder / "issues.yaml").read_bytes())
        assert again is not None
        agree(again)
        assert checked(cli("check"), {}, cli).code in (0, 1)


def trail(rng: Random, cli: Cli) -> None:
    """A bent trail is told or harmless; nothing that is refused changes it."""
    _fresh(cli)
    cli.ok("start", "QH-02", "--reason", "已开工")
    cli.ok("note", "QH-02", "看过")
    path = cli.folder / "issues.log.jsonl"
    lines = path.read_bytes().decode().split("\n")[:-1]
    number = rng.randrange(len(lines))
    lines[number] = mutants.bent_json(rng, lines[number])
    data = "".join(f"{line}\n" for line in lines).encode("utf-8", "surrogatepass")
    path.write_bytes(
        data if rng.random() < 0.8 else mutants.bent_bytes(rng, "".join(f"{x}\n" for x in lines[:1]).encode())
    )
    before = cli.snapshot()
    for words in (("check",), ("log",), ("show", "QH-02"), ("list", "--as-of", "2019-07-01"), ("summary",)):
        checked(cli(*words), before, cli)
    checked(cli("note", "QH-02", mutants.hostile_text(rng)), before, cli)


def batch(rng: Random, cli: Cli) -> None:
    """A bent batch is done whole or not at all, and leaves a sound trail."""
    _fresh(cli)
    good = rng.choice((BATCH, TABLE, PLAIN))
    if good is BATCH and rng.random() < 0.5:
        lines = good.split("\n")
        number = rng.randrange(len(lines) - 1)
        lines[number] = mutants.bent_json(rng, lines[number])
        data = "\n".join(lines).encode("utf-8", "surrogatepass")
    else:
        data = mutants.bent_bytes(rng, good.encode())
    before = cli.snapshot()
    form = rng.choice(((), ("-o", "jsonl"), ("-o", "json"), ("-n",)))
    result = checked(cli("batch", *form, stdin=data), before, cli)
    if result.code == 0:
        assert checked(cli("check"), cli.snapshot(), cli).code in (0, 1)
        file = _read((cli.folder / "issues.yaml").read_bytes())
        assert file is not None
        agree(file)
    if form[1:] == ("jsonl",):
        assert all(isinstance(json.loads(line), dict) for line in result.out.splitlines())


def words(rng: Random, cli: Cli) -> None:
    """A hostile word in any place of a command line is told or done, and leaves a sound trail."""
    _fresh(cli)
    for _ in range(2):
        command = rng.choice(COMMANDS).split(" ")
        word = mutants.hostile_text(rng).replace("\0", "")
        before = cli.snapshot()
        columns = rng.choice((None, None, 80))
        typed = [one.replace("@", word) for one in command]
        result = checked(cli(*typed, columns=columns, environment={"NO_COLOR": "1"}), before, cli)
        if result.code == 0 and cli.snapshot() != before:
            assert checked(cli("check"), cli.snapshot(), cli).code in (0, 1)
            file = _read((cli.folder / "issues.yaml").read_bytes())
            assert file is not None
            agree(file)


def edit(rng: Random, _cli: Cli) -> None:
    """An edit of any style of file touches the bytes of its value alone, and reads back with three readers."""
    edit_of_one_value(rng)


def pieces(rng: Random, _cli: Cli) -> None:
    """A bent register that is read in pieces, or packed, is what the whole strict reading makes of it."""
    data = bent_register(rng)
    compare(data)
    packed.compare(data)


def lines(rng: Random, _cli: Cli) -> int:
    """What the line reader accepts, it reads as the strict reader does; how many mutants it accepted."""
    told: Counter[str] = Counter()
    assert list(differences(rng, 200, set(), told)) == [], "the readers differ on this text"
    return told["accepted"]


def items(rng: Random, _cli: Cli) -> int:
    """What the reader of items accepts, it reads as the strict reader does; how many it accepted."""
    told: Counter[str] = Counter()
    assert list(of_items.differences(rng, 200, set(), told)) == [], "the readers differ on this item"
    return told["accepted"]


TARGETS: dict[str, Callable[[Random, Cli], int | None]] = {
    target.__name__: target for target in (register, edit, trail, batch, words, pieces, lines, items)
}
"""Each makes one mutant, or says how many it made."""
