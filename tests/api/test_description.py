"""The interface does what its own description says, whatever is sent to it."""

import pytest
import schemathesis
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import events, from_schema

DESCRIPTION = "/api/v1/openapi.json"
EXAMPLES = 15
# What every address promises, and what DESIGN §7 names.
PATHS = {"requirements", "materials", "offices", "service-items", "instruments", "lists", "consultations"}


@pytest.fixture
def description(example_app):
    return example_app.test_client().get(DESCRIPTION).json


def test_every_kind_of_record_is_described_as_a_list_and_one_by_one(description):
    assert description["openapi"].startswith("3.1.")
    paths = [path.removeprefix("/api/v1/").split("/") for path in description["paths"]]
    assert {path[0] for path in paths if len(path) == 1} == PATHS
    assert {path[0] for path in paths if len(path) == 2} == PATHS


def test_every_failure_is_described_as_the_problem_document_it_is(description):
    for operations in description["paths"].values():
        for status, response in operations["get"]["responses"].items():
            kinds = set(response["content"])
            assert kinds == ({"application/json"} if status == "200" else {"application/problem+json"})


# Schemathesis' coverage, random and stateful phases each make requests that fit and requests that do not.
def test_every_answer_is_one_that_the_description_names(example_app):
    config = SchemathesisConfig()
    project = config.projects.default
    project.generation.update(max_examples=EXAMPLES, deterministic=True, database="none")
    # This client takes an answer as it comes; packing it is the business of another test.
    project.update(headers={"Accept-Encoding": "identity"})
    project.checks.update(included_check_names=["all"])
    schema = schemathesis.openapi.from_wsgi(DESCRIPTION, example_app, config=config)
    found, seen = [], 0
    for event in from_schema(schema).execute():
        if isinstance(event, events.ScenarioFinished):
            for case_id, checks in event.recorder.checks.items():
                seen += 1
                told = [check.failure_info.failure for check in checks if check.failure_info]
                found += [f"{event.recorder.cases[case_id].value.as_curl_command()}\n{failure}" for failure in told]
        if isinstance(event, events.NonFatalError | events.FatalError):
            found.append(repr(event))
    assert not found, "\n\n".join(dict.fromkeys(found))
    assert seen > 300
