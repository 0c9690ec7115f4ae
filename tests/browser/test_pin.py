"""A pinned selection as the reference of the trajectories, in a real browser."""


def traces(page):
    return page.evaluate(
        "() => [...document.querySelectorAll('.js-plotly-plot')].map(p => p._fullData.map(t => t.name))"
    )


def choose(page, settled, label):
    page.get_by_test_id("stSidebar").get_by_text(label).first.click()
    settled(page)


def test_a_pinned_view_stays_while_filters_change_survives_a_link_and_goes_when_unpinned(page, app_url, settled):
    page.goto(f"{app_url}/trajectories?agent=dupilumab")
    settled(page)
    page.get_by_role("button", name="Pin", exact=True).click()
    settled(page)
    assert page.get_by_text("Both hold the same patients.").is_visible()
    page.get_by_test_id("stMain").get_by_role("button", name="dupilumab").click()
    settled(page)
    choose(page, settled, "upadacitinib")
    said = page.get_by_text("Pinned for reference: Patients on dupilumab: 76 of 115 patients.")
    assert said.is_visible()
    assert page.get_by_text("No patient is in both.").is_visible()
    assert any("Pinned" in name for plot in traces(page) for name in plot)
    assert "pin=agent%3Ddupilumab" in page.url
    page.reload()
    settled(page)
    assert said.is_visible()
    page.get_by_role("button", name="Unpin").click()
    settled(page)
    assert not any("Pinned" in name for plot in traces(page) for name in plot)
    assert "pin=" not in page.url


def test_everybody_can_be_pinned_too(page, app_url, settled):
    page.goto(f"{app_url}/trajectories")
    settled(page)
    page.get_by_role("button", name="Pin", exact=True).click()
    settled(page)
    assert "pin=all" in page.url
    choose(page, settled, "cyclosporine")
    page.wait_for_url("**agent=cyclosporine*")
    page.reload()
    settled(page)
    assert page.get_by_text("Pinned for reference: All patients: 115 patients.").is_visible()
    assert page.get_by_text("All selected now (1 patient) are among them").is_visible()


def test_a_pin_that_names_nothing_here_is_said_and_ignored(page, app_url, settled):
    page.goto(f"{app_url}/trajectories?pin=agent%3Daspirin")
    settled(page)
    assert page.get_by_text("agent: “aspirin” is not among").is_visible()
