"""The rules of the house that no linter knows: lengths, words, walls, and what tests may do."""

import ast
import sys
from collections.abc import Iterable, Iterator

import pytest

from source_tree import PACKAGE, ROOT, Function, Source, comments, forget, installer, program, settings, suite, tracked

BANNED_NAMES = {"utils", "util", "helpers", "helper", "common", "manager", "managers", "misc", "base", "core", "shared"}
INPUT_OUTPUT = {
    "csv", "ftplib", "glob", "http", "io", "logging", "mmap", "multiprocessing", "os", "pathlib", "shelve", "shutil",
    "signal", "socket", "sqlite3", "ssl", "subprocess", "sys", "tempfile", "threading", "time", "tomllib", "urllib",
}  # fmt: skip
ASSERTING = ("assert", "check", "wait", "raises", "warns", "fail")


@pytest.fixture(autouse=True, scope="module")
def _forgotten() -> Iterator[None]:
    yield
    forget()


def everywhere() -> Iterator[Source]:
    yield from program()
    yield from suite()
    yield from installer()


def assert_none(found: Iterable[str]) -> None:
    lines = list(found)
    assert not lines, "\n" + "\n".join(lines)


def test_files_are_short() -> None:
    lengths = ((source.name, source.text.count("\n")) for source in everywhere())
    assert_none(f"{name}: {length} lines" for name, length in lengths if length > 400)


def test_functions_are_short() -> None:
    assert_none(
        source.at(function, f"{function.name}: {length} lines")
        for source in everywhere()
        for function in source.functions()
        if (length := (function.end_lineno or 0) - function.lineno + 1) > 60
    )


def test_functions_take_few_parameters() -> None:
    def parameters(function: Function) -> int:
        taken = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
        return sum(1 for one in taken if one.arg not in {"self", "cls"})

    assert_none(
        source.at(function, f"{function.name} takes {parameters(function)}")
        for source in program()
        for function in source.functions()
        if parameters(function) > 7
    )


def test_modules_classes_and_public_functions_say_what_they_are() -> None:
    def bare(source: Source) -> Iterator[str]:
        if not ast.get_docstring(source.tree):
            yield source.at(source.tree, "module")
        for owner in ast.walk(source.tree):
            if not isinstance(owner, ast.Module | ast.ClassDef):
                continue
            for node in owner.body:
                named = isinstance(node, ast.ClassDef) or (
                    isinstance(node, Function) and public(owner, node) and not overloaded(node)
                )
                if named and not ast.get_docstring(node):
                    yield source.at(node, node.name)

    def public(owner: ast.Module | ast.ClassDef, function: Function) -> bool:
        return not function.name.startswith("_") and not getattr(owner, "name", "").startswith("_")

    def overloaded(function: Function) -> bool:
        return any(ast.unparse(each) in {"overload", "typing.overload"} for each in function.decorator_list)

    assert_none(line for source in (*program(), *installer()) for line in bare(source))


def test_no_drawer_for_everything() -> None:
    paths = [path.relative_to(ROOT) for path in PACKAGE.rglob("*") if path.suffix == ".py" or path.is_dir()]
    assert_none(str(path) for path in paths if path.stem in BANNED_NAMES)


def test_imports_stand_at_the_top() -> None:
    allowed = settings()["lazy-imports"]

    def lazy(source: Source) -> Iterator[str]:
        for function in source.functions():
            for node in ast.walk(function):
                if isinstance(node, ast.Import | ast.ImportFrom):
                    yield source.at(node, ast.unparse(node))

    late = {source.module: list(lazy(source)) for source in program()}
    assert_none(line for module, lines in late.items() if module not in allowed for line in lines)
    assert_none(f"{module} has no lazy import any more" for module in allowed if module in late and not late[module])
    assert all(isinstance(reason, str) and len(reason) > 20 for reason in allowed.values())


def test_every_library_stays_in_its_room() -> None:
    rooms = settings()["libraries"]
    own = {"antq_desktop", *sys.stdlib_module_names}

    def stray(source: Source) -> Iterator[str]:
        for node, name in source.imports():
            library = name.split(".")[0]
            if library in own:
                continue
            homes = rooms.get(library)
            if not isinstance(homes, list):
                yield source.at(node, f"{library} is not listed in [tool.antq.libraries]")
            elif not any(source.module == home or source.module.startswith(f"{home}.") for home in homes):
                yield source.at(node, f"{library} belongs in {', '.join(homes)}")

    assert_none(line for source in program() for line in stray(source))


def test_the_domain_touches_nothing_outside() -> None:
    def outside(source: Source) -> Iterator[str]:
        yield from (source.at(node, name) for node, name in source.imports() if name.split(".")[0] in INPUT_OUTPUT)
        for node in ast.walk(source.tree):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in {"open", "print", "input"}:
                yield source.at(node, ast.unparse(node.func))

    domain = [source for source in program() if source.module.split(".")[0] == "domain"]
    assert domain
    assert_none(line for source in domain for line in outside(source))


def test_doors_and_services_are_told_time_and_place() -> None:
    asked = {"datetime.now", "datetime.utcnow", "date.today", "time.time", "os.getenv", "os.environ"}

    def asks(source: Source) -> Iterator[str]:
        for node in ast.walk(source.tree):
            if isinstance(node, ast.Attribute) and ast.unparse(node) in asked:
                yield source.at(node, ast.unparse(node))

    rest = [source for source in program() if source.module.split(".")[0] not in {"app", "cli", "gui"}]
    assert_none(line for source in rest for line in asks(source))


def test_nothing_is_left_for_later() -> None:
    marks = ["TO" + "DO", "FIX" + "ME", "XX" + "X", "HA" + "CK"]
    words = ["st" + "ub", "st" + "ubs", "place" + "holder", "for " + "now"]
    assert_none(tracked(rf"\b({'|'.join(marks + words)})\b"))


def test_modules_hold_no_state() -> None:
    containers = (ast.List, ast.Dict, ast.Set, ast.ListComp, ast.DictComp, ast.SetComp)
    makers = {"list", "dict", "set", "defaultdict", "deque", "OrderedDict", "Counter", "bytearray"}

    def mutable(value: ast.expr | None) -> bool:
        called = isinstance(value, ast.Call) and ast.unparse(value.func).split(".")[-1] in makers
        return called or isinstance(value, containers)

    def state(source: Source) -> Iterator[str]:
        for node in source.tree.body:
            if isinstance(node, ast.Assign | ast.AnnAssign) and mutable(node.value):
                targets = node.targets if isinstance(node, ast.Assign) else [node.target]
                names = [ast.unparse(target) for target in targets]
                yield from (source.at(node, name) for name in names if name != name.upper() and name != "__all__")
        yield from (source.at(node, "global") for node in ast.walk(source.tree) if isinstance(node, ast.Global))

    assert_none(line for source in program() for line in state(source))


def test_everything_is_caught_in_two_places_only() -> None:
    allowed = {"app", "gui.running.tasks"}

    def broad(source: Source) -> Iterator[str]:
        for node in ast.walk(source.tree):
            if isinstance(node, ast.ExceptHandler):
                caught = "" if node.type is None else ast.unparse(node.type)
                if not caught or {"Exception", "BaseException"} & set(caught.strip("()").split(", ")):
                    yield source.at(node, f"except {caught}")

    assert_none(line for source in program() if source.module not in allowed for line in broad(source))


def test_comments_are_few() -> None:
    lines = sum(source.text.count("\n") for source in program())
    said = sum(comments(source.text) for source in program())
    assert said <= 0.02 * lines


def test_no_registry_and_no_machine_is_named() -> None:
    hosts = ["py" + r"pi\.org", "python" + "hosted", "npm" + r"js\.", r"deb\.deb" + "ian", "artifact" + "-?registry"]
    places = ["/wo" + "rk/", "/tmp/ba" + "sh_jobs", "/opt/wh" + "eels", r"/home/[a-z]+/", "/ro" + "ot/"]
    assert_none(tracked("|".join(hosts + places)))


def test_keys_are_typed_as_people_type_them() -> None:
    """Qt aborts the process on letters outside ASCII in keyClicks."""

    def wrong(call: ast.Call) -> bool:
        typed = [each for each in call.args[1:] if isinstance(each, ast.Constant)]
        return len(call.args) < 2 or not typed or not str(typed[0].value).isascii()

    assert_none(
        source.at(node, ast.unparse(node))
        for source in suite()
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        if node.func.attr == "key" + "Clicks" and wrong(node)
    )


def test_every_test_asserts() -> None:
    def asserts(function: Function) -> bool:
        for node in ast.walk(function):
            name = ast.unparse(node.func).split(".")[-1] if isinstance(node, ast.Call) else ""
            if isinstance(node, ast.Assert) or name.lstrip("_").startswith(ASSERTING):
                return True
        return False

    assert_none(
        source.at(function, function.name)
        for source in suite()
        for function in source.functions()
        if function.name.startswith("test_") and not asserts(function)
    )


def test_tests_meet_the_real_thing() -> None:
    assert_none(
        source.at(node, name)
        for source in suite()
        for node, name in source.imports()
        if name.startswith(("unittest", "mock", "pytest_mock"))
    )
