"""What an English claim is of, and what is left unsaid rather than said of the wrong figure."""

import pytest

from plan_tracker.documents import extract_figures

Claimed = list[tuple[str, list[tuple[str, float]]]]
CASES: dict[str, Claimed] = {
    # what is compared with
    "The dam holds 41% of its capacity, well above the minimum of 30%.": [("41%", [("base", 30)])],
    "Clinics treated 52 patients a day, exceeding their target of 40.": [
        ("52 patients", [("target", 40)])
    ],
    "Repairs took 61 days, 12% more than the ten-year average of 54 days.": [
        ("61 days", [("growth", 12), ("base", 54)])
    ],
    "Turnout was 44.1%, 2.3 percentage points above the 41.8% of 2019.": [
        ("44.1%", [("change", 2.3), ("base", 41.8)])
    ],
    "Landings reached 61,000 tonnes, almost double the 31,000 tonnes of 2014.": [
        ("61,000 tonnes", [("multiple", 2), ("base", 31_000)])
    ],
    "Herds numbered 18,400, less than half the 39,200 of 1998.": [("18,400", [("base", 39_200)])],
    "Grain stocks are three times the norm of 2 million tonnes.": [
        ("", [("multiple", 3), ("target", 2e6)])
    ],
    "Visits grew 16% over 2021's 9.5 million.": [("", [("growth", 16), ("base", 9.5e6)])],
    "Tolls doubled to $8 million since 2015, when they were put at $4 million.": [
        ("$8 million", [("multiple", 2), ("base", 4e6)])
    ],
    # held against other things than a time, a plan or an average: nothing is claimed
    "Nurses earn $3,100, 9% less than dentists.": [("$3,100", [])],
    # plans and how far from them
    "Some 71.5% of calls were answered, short of the 80% benchmark.": [
        ("Some 71.5%", [("target", 80)])
    ],
    "Repairs took 12 weeks, three times the 4-week target.": [
        ("12 weeks", [("multiple", 3), ("target", 4)])
    ],
    "Fees brought in $4 million, 5% over target.": [("$4 million", [("attainment", 105)])],
    "The fund returned 8.4%, 1.2% over its benchmark.": [("8.4%", [])],
    "The levy raised $73 million, $5 million shy of the forecast.": [
        ("$73 million", [("change", -5e6)])
    ],
    "Sales fell 2.4%, versus guidance of a decline of 1% to 3%.": [
        ("", [("growth", -2.4), ("target", 2)])
    ],
    "To meet the goal, coverage would have to grow by 11 points a year.": [],
    # losses, and what was lost
    "The mill made a profit of $4 million, compared with a loss of $9 million in 2020.": [
        ("$4 million", [("base", -9e6)])
    ],
    "The net loss narrowed to $31 million from a loss of $55 million.": [
        ("$31 million", [("base", 55e6)])
    ],
    "The valley lost 2,253 people to the mines.": [("2,253 people", [])],
    "Customs recovered 731 crates, 8% fewer.": [("731", [("growth", -8)])],
    "Shares lost 12 cents to $4.10.": [("", [("change", -12)]), ("$4.10", [])],
    # a change that its figure cannot have
    "Trams took 61 million riders, an average of 167,000 a day and 3 million more than in 2019.": [
        ("61 million", [("change", 3e6)]),
        ("167,000", []),
    ],
    "Taxpayers owe $61 million, 4% more than in 2019, or $214 per head.": [
        ("$61 million", [("growth", 4)]),
        ("$214", []),
    ],
    "The port has a staff of 5,800 and its budget is $90 million, 14% below that of 2019.": [
        ("5,800", []),
        ("$90 million", [("growth", -14)]),
    ],
    # past an aside, and a part of which nothing says what it is of
    "Rail freight, which makes up 48% of the total, rose faster than road, by 11%.": [
        ("48%", []),
        ("", [("growth", 11)]),
    ],
    "A total of 1,318 ships called, 77 of them tankers, against 1,290 in 2019.": [
        ("1,318", []),
        ("77", []),
    ],
    "Coal slipped by 1% and timber, at 340,000 tonnes, gained 11%.": [
        ("", [("growth", -1)]),
        ("340,000 tonnes", [("growth", 11)]),
    ],
    "Sales reached $9 million, ahead of rivals at $7 million.": [
        ("$9 million", []),
        ("$7 million", []),
    ],
    "Mills used 9% less oil yet made 3% more soap, 412 tonnes.": [
        ("", [("growth", -9)]),
        ("412 tonnes", [("growth", 3)]),
    ],
    # where a clause begins, what follows says nothing of the number before it
    "Takings fell by 8% to $75 million as fewer games were played.": [
        ("$75 million", [("growth", -8)])
    ],
    "Duties were $7 million, up 22% thanks to $3 million of back payments.": [
        ("$7 million", [("growth", 22)]),
        ("$3 million", []),
    ],
    # told in turn, and with the verb of the number before
    "Ferries took 22 million people and 9 million cars, increases of 1.6% and 1.2%.": [
        ("22 million people", [("growth", 1.6)]),
        ("9 million cars", [("growth", 1.2)]),
    ],
    "Occupancy was 68% and the rate $412, up 3 points.": [
        ("68%", [("change", 3)]),
        ("$412", []),
    ],
    "Orders fell 4% to 9,100 and staff by 400 to 12,100.": [
        ("9,100", [("growth", -4)]),
        ("12,100", [("change", -400)]),
    ],
    "Exports came to €4 million, a year-on-year increase of 18 per cent.": [
        ("€4 million", [("growth", 18)])
    ],
    # lengths of time, points and counts
    "Ships waited 19 hours for a berth, six hours less than in 2020.": [
        ("19 hours", [("change", -6)])
    ],
    "The gap widened by 3 points to 21 points.": [("21 points", [("change", 3)])],
    "Arrears of more than 30 days fell to 5.2% of the book.": [("5.2%", [])],
    "Vets were called 402,000 times in 2020.": [("402,000 times", [])],
    "Volunteers gave 7 million hours.": [("7 million hours", [])],
    "Parliament passed 38 bills, six fewer than in 2019.": [("38", [("change", -6)])],
    "Premiums rose to £612, with drivers under 25 paying £1,480.": [("£612", []), ("£1,480", [])],
    "Flights from Oslo, at 2,120, outnumbered those from Rome by 34.": [("2,120", [])],
}


@pytest.mark.parametrize("text", CASES)
def test_claims_are_of_their_figure_or_of_none(text: str) -> None:
    figures = extract_figures(text, "en")

    claimed = [
        (figure.printed, [(claim.kind, float(claim.value or 0)) for claim in figure.claims])
        for figure in figures
    ]
    assert claimed == CASES[text]
