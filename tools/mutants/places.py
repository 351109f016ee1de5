"""Where a source file can be changed by one operator, found on clang's tree of it.

A place knows the bytes of an expression or statement and what would stand there instead. Places inside macros,
constants of the compiler and types are left out, as far as the tree tells; the compiler drops the others later.
"""
import re
from dataclasses import asdict, dataclass

from clang import cindex

COMPARISONS = {"<": ["<=", ">"], "<=": ["<", ">="], ">": [">=", "<"], ">=": [">", "<="], "==": ["!="], "!=": ["=="]}
SIGNS = {"+": "-", "-": "+", "*": "+"}
ASSIGNS = {"+=": "-=", "-=": "+="}
LOGIC = {"&&": "||", "||": "&&"}
ARITHMETIC = {cindex.TypeKind.INT, cindex.TypeKind.UINT, cindex.TypeKind.LONG, cindex.TypeKind.ULONG,
              cindex.TypeKind.LONGLONG, cindex.TypeKind.ULONGLONG, cindex.TypeKind.INT128, cindex.TypeKind.UINT128}
# What it does not matter to swap, and what no test can miss: room that is set aside early.
SYMMETRIC = {"swap", "min", "max", "add", "equal_to"}
ROOM = {"reserve", "shrink_to_fit"}
Kind = cindex.CursorKind


@dataclass
class Place:
    file: str      # from the root of the tree
    line: int
    begin: int     # bytes of the file that are replaced
    end: int
    operator: str  # comparison, boundary, sign, logic, condition, dropped, swapped, constant
    form: str      # "expression" or "statement"
    original: str
    mutated: str

    def as_dict(self):
        return asdict(self)


class Finder:
    """All places of one file."""

    def __init__(self, path, name, arguments):
        self.name = name
        with open(path, "rb") as file:
            self.bytes = file.read()
        options = cindex.TranslationUnit.PARSE_DETAILED_PROCESSING_RECORD
        unit = cindex.Index.create().parse(path, args=arguments, options=options)
        faults = [d for d in unit.diagnostics if d.severity >= cindex.Diagnostic.Error]
        if faults:
            raise RuntimeError(f"{name}: {faults[0].spelling}")
        self.path = path
        self.places = []
        self.macros = []
        for cursor in unit.cursor.get_children():
            if cursor.location.file is None or cursor.location.file.name != path:
                continue
            if cursor.kind == Kind.MACRO_INSTANTIATION:
                self.macros.append((cursor.extent.start.offset, cursor.extent.end.offset))
        for cursor in unit.cursor.get_children():
            if cursor.location.file is not None and cursor.location.file.name == path:
                self.walk(cursor)

    def text(self, begin, end):
        return self.bytes[begin:end].decode("utf-8", "replace")

    def add(self, begin, end, operator, mutated, form="expression"):
        original = self.text(begin, end)
        mutated = mutated.replace("\n", " ")  # so that no line of the file moves
        if end <= begin or original == mutated or len(original) > 600 or "//" in original:
            return
        if any(first < end and begin < last for first, last in self.macros):
            return
        line = self.bytes.count(b"\n", 0, begin) + 1
        self.places.append(Place(self.name, line, begin, end, operator, form, original, mutated))

    def span(self, cursor):
        extent = cursor.extent
        if extent.start.file is None or extent.start.file.name != self.path:
            return None
        return extent.start.offset, extent.end.offset

    def walk(self, cursor):
        kind = cursor.kind
        if kind in (Kind.STATIC_ASSERT, Kind.ENUM_DECL, Kind.TEMPLATE_TYPE_PARAMETER, Kind.CASE_STMT):
            if kind == Kind.CASE_STMT:  # its label is the compiler's constant, its statement is not
                for child in list(cursor.get_children())[1:]:
                    self.walk(child)
            return
        if kind == Kind.VAR_DECL and "constexpr" in self.text(*(self.span(cursor) or (0, 0)))[:80]:
            return
        if kind in (Kind.FUNCTION_DECL, Kind.CXX_METHOD) and self.begins_constexpr(cursor):
            return
        if kind == Kind.BINARY_OPERATOR:
            self.binary(cursor)
        elif kind == Kind.COMPOUND_ASSIGNMENT_OPERATOR:
            self.assignment(cursor)
        elif kind == Kind.CALL_EXPR:
            self.call(cursor)
        elif kind == Kind.IF_STMT:
            self.condition(cursor)
        elif kind == Kind.INTEGER_LITERAL:
            self.literal(cursor)
        elif kind == Kind.CXX_BOOL_LITERAL_EXPR:
            span = self.span(cursor)
            if span:
                self.add(*span, "constant", "false" if self.text(*span) == "true" else "true")
        elif kind == Kind.COMPOUND_STMT:
            self.statements(cursor)
        for child in cursor.get_children():
            self.walk(child)

    def begins_constexpr(self, cursor):
        span = self.span(cursor)
        return span is not None and "constexpr" in self.text(span[0], span[0] + 60).split("(")[0]

    def around(self, left, right):
        """The operator between two operands, and the four ends."""
        a, b = self.span(left), self.span(right)
        if a is None or b is None or a[1] > b[0]:
            return None
        return self.text(a[1], b[0]).strip(), a, b

    def binary(self, cursor):
        children = list(cursor.get_children())
        if len(children) == 2:
            arithmetic = cursor.type.get_canonical().kind in ARITHMETIC
            self.between(children[0], children[1], arithmetic)

    def between(self, left, right, arithmetic):
        found = self.around(left, right)
        if found is None:
            return
        sign, a, b = found
        first, second = self.text(*a), self.text(*b)
        for other in COMPARISONS.get(sign, []):
            operator = "boundary" if {sign, other} in ({"<", "<="}, {">", ">="}) else "comparison"
            self.add(a[0], b[1], operator, f"{first} {other} {second}")
        if sign in SIGNS and arithmetic:
            self.add(a[0], b[1], "sign", f"{first} {SIGNS[sign]} {second}")
        if sign in LOGIC:
            self.add(a[0], b[1], "logic", f"({first}) {LOGIC[sign]} ({second})")

    def assignment(self, cursor):
        children = list(cursor.get_children())
        found = self.around(*children) if len(children) == 2 else None
        if found and found[0] in ASSIGNS and cursor.type.get_canonical().kind in ARITHMETIC:
            sign, a, b = found
            self.add(a[0], b[1], "sign", f"{self.text(*a)} {ASSIGNS[sign]} {self.text(*b)}")

    def call(self, cursor):
        arguments = list(cursor.get_arguments())
        if cursor.spelling in ("operator==", "operator!=", "operator<", "operator<=", "operator>", "operator>="):
            if len(arguments) == 2:
                self.between(arguments[0], arguments[1], False)
            return
        if cursor.spelling.startswith("operator") or cursor.spelling in SYMMETRIC or len(arguments) < 2:
            return
        whole = self.span(cursor)
        spans = [self.span(argument) for argument in arguments]
        if whole is None or None in spans:
            return
        for i in range(len(spans) - 1):
            a, b = spans[i], spans[i + 1]
            plain = [arguments[k].type.get_canonical().spelling.replace("const ", "").rstrip(" &") for k in (i, i + 1)]
            if plain[0] != plain[1] or not whole[0] <= a[0] < a[1] <= b[0] < b[1] <= whole[1]:
                continue
            swapped = (self.text(whole[0], a[0]) + self.text(*b) + self.text(a[1], b[0]) + self.text(*a)
                       + self.text(b[1], whole[1]))
            self.add(*whole, "swapped", swapped)

    def condition(self, cursor):
        for child in cursor.get_children():
            span = self.span(child)
            if span and child.kind.is_expression() and re.match(rb"\s*\)", self.bytes[span[1]:span[1] + 80]):
                whole = self.text(*span)
                self.add(*span, "condition", f"!({whole})")
                self.add(*span, "condition", "false")
                return

    def literal(self, cursor):
        span = self.span(cursor)
        if span is None:
            return
        text = self.text(*span)
        if re.fullmatch(r"[0-9][0-9']*[uUlL]*", text):
            self.add(*span, "constant", f"{text} + 1")
            if int(re.sub(r"\D", "", text)) > 0:
                self.add(*span, "constant", f"{text} - 1")

    def statements(self, cursor):
        for child in cursor.get_children():
            span = self.span(child)
            if child.spelling in ROOM:
                continue
            if span and child.kind.is_expression() and self.bytes[span[1]:span[1] + 1] == b";":
                self.add(*span, "dropped", "", "statement")


def find(path, name, arguments):
    """REQUIRES: the arguments with which clang reads the file without an error."""
    return Finder(path, name, arguments).places
