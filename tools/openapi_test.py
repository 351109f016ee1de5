#!/usr/bin/env python3
"""spec/openapi.yaml is whole: it parses, every reference resolves, every operation says who it is and how it fails, and
its routes are exactly those of src/api/routes.cpp."""
import pathlib
import re
import sys

import yaml

ROOT = pathlib.Path(__file__).resolve().parent.parent
METHODS = {"get", "put", "post", "delete", "patch", "head", "options"}


def references(node):
    """Every $ref below `node`."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key == "$ref":
                yield value
            else:
                yield from references(value)
    elif isinstance(node, list):
        for value in node:
            yield from references(value)


def resolve(document, reference):
    if not reference.startswith("#/"):
        return None
    node = document
    for part in reference[2:].split("/"):
        if not isinstance(node, dict) or part not in node:
            return None
        node = node[part]
    return node


def parameters_of(document, path, operation):
    listed = document["paths"][path].get("parameters", []) + operation.get("parameters", [])
    return [resolve(document, p["$ref"]) if "$ref" in p else p for p in listed]


def check_operation(document, path, method, operation):
    """Yields what is wrong with one operation."""
    where = f"{method.upper()} {path}"
    for field in ("operationId", "summary", "responses", "tags"):
        if field not in operation:
            yield f"{where} lacks {field}"
    responses = operation.get("responses", {})
    if responses.get("default", {}).get("$ref") != "#/components/responses/Problem":
        yield f"{where} does not say how it fails (default: Problem)"
    if not any(str(code).startswith("2") for code in responses):
        yield f"{where} does not say how it succeeds"
    for code, response in responses.items():
        if "$ref" not in response and not response.get("description"):
            yield f"{where} {code} lacks a description"
    in_path = {p["name"] for p in parameters_of(document, path, operation) if p["in"] == "path"}
    wanted = set(re.findall(r"{(\w+)}", path))
    if in_path != wanted:
        yield f"{where} describes path parameters {sorted(in_path)}, its path has {sorted(wanted)}"


def routes_in_code():
    text = (ROOT / "src/api/routes.cpp").read_text()
    found = re.findall(r'Route\{"([A-Z]+)",\s*"([^"]+)",\s*"(\w+)",\s*Access::(\w+)', text)
    if not found:
        raise SystemExit("openapi: no routes found in src/api/routes.cpp")
    return {(method, path): (operation, access) for method, path, operation, access in found}


def check_access(document, where, operation, access):
    allowed = operation.get("security", document.get("security", []))
    names = {name for one in allowed for name in one}
    if ({} in allowed) != (access in ("anybody", "watcher")):
        yield f"{where} is open to whoever reaches a listener in one place and not in the other"
    wanted = {"anybody": set(), "token": {"token", "session"}, "token_only": {"token"},
              "token_or_key": {"token", "session", "calendar"},
              "token_or_partner": {"token", "partner"}, "partner": {"partner"}, "watcher": {"token"}}[access]
    if names != wanted:
        yield f"{where} says {sorted(names)} may call, the code says {sorted(wanted)}"


def faults():
    document = yaml.safe_load((ROOT / "spec/openapi.yaml").read_text())
    if not str(document.get("openapi", "")).startswith("3.1"):
        yield "not OpenAPI 3.1"
    for reference in references(document):
        if resolve(document, reference) is None:
            yield f"{reference} leads nowhere"
    named = {reference for reference in references(document)}
    for kind, parts in document["components"].items():
        if kind == "securitySchemes":
            continue
        for name in parts:
            if f"#/components/{kind}/{name}" not in named:
                yield f"components/{kind}/{name} is used nowhere"
    code = routes_in_code()
    described = set()
    ids = set()
    for path, item in document["paths"].items():
        for method, operation in item.items():
            if method not in METHODS:
                continue
            where = f"{method.upper()} {path}"
            yield from check_operation(document, path, method, operation)
            name = operation.get("operationId")
            if name in ids:
                yield f"{where}: operationId {name} is used twice"
            ids.add(name)
            key = (method.upper(), path)
            described.add(key)
            if key not in code:
                yield f"{where} is not a route of the program"
                continue
            if code[key][0] != name:
                yield f"{where} is called {code[key][0]} in the program"
            yield from check_access(document, where, operation, code[key][1])
    for method, path in code.keys() - described:
        yield f"{method} {path} is a route of the program and not described"


def main():
    found = list(faults())
    for fault in found:
        print("openapi:", fault)
    print(f"openapi: {len(routes_in_code())} routes, {len(found)} faults")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
