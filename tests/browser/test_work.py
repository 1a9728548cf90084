"""A reader's day in JupyterLab: run, follow links, write, save, and let `sync` run meanwhile; nothing is lost."""

import json

import pytest

pytestmark = [pytest.mark.browser]
CURRENT = "window.jupyterapp.shell.currentWidget"


def cells(path):
    return json.loads(path.read_text())["cells"]


def add_code(path, source):
    """Add a code cell to a notebook on disk, as its user would."""
    notebook = json.loads(path.read_text())
    cell = {"cell_type": "code", "execution_count": None, "id": "mine", "metadata": {}, "outputs": [], "source": source}
    notebook["cells"].append(cell)
    path.write_text(json.dumps(notebook, indent=1, ensure_ascii=False) + "\n")


@pytest.mark.parametrize("key", ["flexgen", "alpa"])
def test_the_worked_notebooks_run_from_top_to_bottom(jupyter, lab, key):
    lab.go(jupyter.url(key, library=jupyter.worked))
    lab.page.wait_for_selector(".jp-NotebookPanel .jp-Cell")
    assert lab.run_all() == []
    lab.save()
    run = [cell for cell in cells(jupyter.worked / "notebooks" / f"{key}.ipynb") if cell["cell_type"] == "code"]
    assert all(cell["execution_count"] for cell in run if cell["source"])
    lab.shoot(f"worked-{key}")


def test_the_front_page_runs_and_leads_to_the_papers(jupyter, lab):
    lab.go(jupyter.url("flexgen", library=jupyter.worked))
    lab.show("notebooks/00-progress.ipynb")
    assert lab.run_all() == []
    panel = lab.page.locator(".jp-NotebookPanel:not(.lm-mod-hidden)")
    image = panel.locator(".jp-RenderedImage img").first
    image.scroll_into_view_if_needed()
    assert image.evaluate("i => i.naturalWidth") > 800
    lab.shoot("front-pictures")
    link = panel.locator(".jp-OutputArea a", has_text="notebook").first
    link.scroll_into_view_if_needed()
    lab.shoot("front-table")
    link.click()
    lab.page.wait_for_function(f"() => {CURRENT}.context.path !== 'notebooks/00-progress.ipynb'")
    assert lab.page.evaluate(f"() => {CURRENT}.context.path").endswith(".ipynb")


def test_the_review_link_and_the_link_back(jupyter, lab):
    lab.go(jupyter.url("flexgen", "--reset"))
    lab.page.wait_for_selector(".jp-NotebookPanel .jp-MarkdownOutput h1")
    lab.command("application:close-right-tabs")
    lab.show("notebooks/flexgen.ipynb")
    panel = lab.page.locator(".jp-NotebookPanel:not(.lm-mod-hidden)")
    panel.locator(".jp-MarkdownOutput a:not(.jp-InternalAnchorLink)", has_text="review").first.click()
    lab.page.wait_for_function(f"() => {CURRENT}.context.path === 'reviews/flexgen.md'")
    viewer = lab.page.locator(".jp-MarkdownViewer:visible")
    viewer.locator("a", has_text="notebook").first.click()
    lab.page.wait_for_function(f"() => {CURRENT}.context.path === 'notebooks/flexgen.ipynb'")
    assert lab.page.faults == []


def test_a_review_written_in_jupyterlab_is_kept_and_counted(jupyter, lab):
    before = jupyter.rows()["orca"]
    lab.go(jupyter.url("orca", "--editor", "--reset"))
    lab.show("reviews/orca.md", "Editor")
    text = (jupyter.small / "reviews" / "orca.md").read_text()
    heading = next(line for line in text.splitlines() if line.startswith("## "))
    written = text.replace(heading, heading + "\n\nIt schedules iterations, not requests.", 1)
    lab.page.evaluate(f"t => {CURRENT}.context.model.sharedModel.setSource(t)", written)
    lab.save()
    jupyter.run("sync", "--offline")
    after = jupyter.rows()["orca"]
    assert "It schedules iterations, not requests." in (jupyter.small / "reviews" / "orca.md").read_text()
    assert (before["filled"], after["filled"]) == (0, 1)
    assert after["words"] == 5
    assert after["status"] != "reviewed"


def type_at_the_end(lab, text):
    """Type into a new last cell, and do not save."""
    lab.command("notebook:move-cursor-down")
    lab.page.evaluate(f"() => {{ const n = {CURRENT}.content; n.activeCellIndex = n.widgets.length - 1; }}")
    lab.command("notebook:insert-cell-below")
    lab.page.evaluate(f"t => {CURRENT}.content.activeCell.model.sharedModel.setSource(t)", text)
    lab.page.wait_for_function(f"() => {CURRENT}.context.model.dirty")


def test_a_notebook_that_is_open_while_sync_runs_is_saved_without_a_question(jupyter, lab):
    path = jupyter.small / "notebooks" / "orca.ipynb"
    lab.go(jupyter.url("orca", "--reset"))
    lab.show("notebooks/orca.ipynb")
    type_at_the_end(lab, "typed = 'before sync'")
    jupyter.run("sync", "--offline")
    lab.save()
    assert lab.page.locator(".jp-Dialog").count() == 0
    assert "typed = 'before sync'" in path.read_text()


def test_a_header_refreshed_behind_an_open_notebook_costs_no_edit(jupyter, lab, new_record):
    path, records = jupyter.small / "notebooks" / "flexgen.ipynb", jupyter.small / "papers.json"
    lab.go(jupyter.url("flexgen", "--reset"))
    lab.show("notebooks/flexgen.ipynb")
    type_at_the_end(lab, "typed = 'while the header changed'")
    known = json.loads(records.read_text())
    title = "FlexGen: High-throughput Generative Inference of Large Language Models with a Single GPU"
    known.append(new_record("flexgen", title, title, **{"event-title": "ICML 2023"}))
    records.write_text(json.dumps(known, indent=2) + "\n")
    jupyter.run("sync", "--offline")
    assert "ICML 2023" in path.read_text()
    lab.page.evaluate("() => { window.jupyterapp.commands.execute('docmanager:save'); }")
    lab.page.locator(".jp-Dialog button", has_text="Overwrite").click()
    lab.page.wait_for_function(f"() => !{CURRENT}.context.model.dirty")
    jupyter.run("sync", "--offline")
    kept = path.read_text()
    assert "typed = 'while the header changed'" in kept
    assert "ICML 2023" in kept


def test_claims_count_after_restart_run_all_and_a_save(jupyter, lab, claim_block):
    review, path = (jupyter.small / name for name in ("reviews/orca.md", "notebooks/orca.ipynb"))
    head, mark, _ = review.read_text().partition("## Claims")
    review.write_text(head + mark + "\n" + claim_block)
    add_code(path, 'paper.claim("weight-bytes").check(175e9 * 2 / 2**30)')
    assert jupyter.rows()["orca"]["claims_unchecked"] == 1
    lab.go(jupyter.url("orca", "--reset"))
    lab.show("notebooks/orca.ipynb")
    assert lab.run_all() == []
    lab.page.evaluate("() => { window.jupyterapp.commands.execute('notebook:restart-run-all'); }")
    lab.page.locator(".jp-Dialog button.jp-mod-accept").click()
    lab.ran_from_the_top()
    lab.save()
    row = jupyter.rows()["orca"]
    assert (row["claims_made"], row["claims_held"], row["claims_stale"]) == (1, 1, 0)


def test_hostile_titles_run_nothing_in_either_theme(jupyter, lab):
    lab.go(jupyter.url("hostile"))
    lab.page.wait_for_selector(".jp-MarkdownViewer h2")
    lab.show("notebooks/hostile.ipynb")
    assert lab.run_all() == []
    lab.shoot("hostile-light")
    lab.show("notebooks/00-progress.ipynb")
    assert lab.run_all() == []
    lab.command("apputils:change-theme", theme="JupyterLab Dark")
    lab.page.wait_for_selector("body[data-jp-theme-light=false]", state="attached")
    lab.page.wait_for_selector("#jupyterlab-splash", state="detached")
    lab.shoot("front-dark")
    lab.show("notebooks/hostile.ipynb")
    lab.shoot("hostile-dark")
    lab.command("apputils:change-theme", theme="JupyterLab Light")
    lab.page.wait_for_selector("body[data-jp-theme-light=true]", state="attached")
    assert lab.page.evaluate("() => window.hit === undefined")
    assert lab.page.faults == []


def test_hostile_titles_run_nothing_on_the_board(jupyter, page):
    jupyter.run("board", "--output", "board.html")
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto((jupyter.small / "board.html").as_uri())
    assert page.evaluate("() => window.hit === undefined")
    assert page.locator("figure svg").count() == 4
    assert asked == [(jupyter.small / "board.html").as_uri()]
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("() => document.documentElement.scrollWidth") == 390
