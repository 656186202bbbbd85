"""Whether a number is a figure of its own, or says something of the figure before it."""

from collections.abc import Sequence

from plan_tracker.documents.drafts.draft import NOTHING, Draft, is_percent
from plan_tracker.documents.mentions.clause import PERIODS, content
from plan_tracker.documents.mentions.mention import Mention
from plan_tracker.language.tokens import Token, text_at, uses_at
from plan_tracker.loading.fit import currencies

TURNS = frozenset({"contrasts", "turns-to"})  # uses of words that end the parts of a whole
OPEN, CLOSED = frozenset("(["), frozenset(")]")
BRACKETS = OPEN | CLOSED
_COMMAS = frozenset(",;")
_MOVED = ("growth", "change", "base", "target")
_THOUSANDS = 6  # digits of what is less than a million
_HUNDRED = 3  # digits of what is at least the whole
_WHOLE = 4  # tokens after `of` that may name a whole
_PASSED = frozenset({"lack", "beyond", "more", "less"})  # words that hold against a plan


def told(
    tokens: Sequence[Token],
    mention: Mention,
    subject: tuple[int, int],
    current: Draft,
    *,
    bracketed: bool,
) -> str:
    """The kind of claim that what looks like a level makes about the current figure; empty if none.

    `bracketed` says that it stands in brackets, wherever they were opened.
    """
    ratio = _gap(tokens, mention, subject, current) or _ratio(tokens, mention, subject, current)
    if ratio:
        return ratio
    return "base" if bracketed and _is_base(tokens, mention, subject, current) else ""


def is_about(
    tokens: Sequence[Token],
    mention: Mention,
    subject: tuple[int, int],
    current: Draft,
    following: Mention | None,
) -> bool:
    """Whether n/N or a rank says something about the current figure rather than is one."""
    level = current.level
    if level is None:  # GRDP tăng 7,9%, xếp thứ 4/14
        return mention.kind == "rank" and subject == NOTHING and not opens(tokens, mention, current)
    if level.kind != "level" or subject != NOTHING:
        return False
    if mention.kind == "count":
        return mention.bracketed
    changes = following is not None and following.amount.unit == "rank"
    return mention.kind == "rank" and level.amount.unit != "score" and not changes


def opens(tokens: Sequence[Token], mention: Mention, current: Draft) -> bool:
    """Whether a number can be the level of a subject that was only claimed about so far."""
    grown = any(claim.kind == "growth" and not claim.bracketed for claim in current.claims)
    if grown and mention.amount.unit == "%" and mention.kind == "level":
        led = tokens[mention.amount.first - 1]
        held = any(claim.kind in ("target", "base") for claim in current.claims)
        if held or not mention.adjacent or "from" in led.uses:
            return False  # growth of 2.1% in 2026, after an expected 1.7%, slowing from 3.9%
    if any(in_other_units(claim, mention) for claim in current.claims if claim.kind == "change"):
        return False  # rivers rose 4.3 metres, and 12,600 people were moved
    climbed = all(claim.amount.unit == "rank" for claim in current.claims)
    if mention.amount.unit == "point":
        return False  # tăng 9,8%, đóng góp 2,3 điểm phần trăm
    return mention.kind == "level" or (mention.kind == "rank" and climbed)


def is_behind_part(
    tokens: Sequence[Token], mention: Mention, subject: tuple[int, int], current: Draft
) -> bool:
    """`1,318 ships called, 77 of them cruise ships, against 1,290`: of which, nothing says."""
    level = current.level
    if level is None or subject != NOTHING or mention.kind not in _MOVED:
        return False
    part = tokens[level.amount.end : level.amount.end + 1]
    aside = text_at(tokens, level.lead - 1) == "," and any(
        token.roles.get("cue") == "parts" for token in part
    )
    between = tokens[level.amount.end : mention.amount.first]
    return aside and any(token.text == "," for token in between)


def is_multiplied(tokens: Sequence[Token], mention: Mention, current: Draft) -> bool:
    """`three times the norm of 13.5 million tonnes`, `almost double the 139 of a year earlier`.

    What a multiple is held against is no level of what was multiplied.
    """
    if not mention.near or not current.claims or current.claims[-1].kind != "multiple":
        return False
    multiple, led_by = current.claims[-1], uses_at(tokens, mention.amount.first - 1)
    behind = tokens[multiple.amount.end : mention.amount.first]
    if any(token.text == "," or token.roles.get("cue") == "arrival" for token in behind):
        return False
    return bool({"of-whole", "the"} & led_by)


def ends_parts(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word turns from the parts of a whole to something else: `, but receipts were 9`."""
    uses = tokens[at].uses
    behind_comma = at > 0 and tokens[at - 1].text in _COMMAS
    turns = "turns-to" in uses and behind_comma and "rest" not in uses_at(tokens, at + 1)
    return "contrasts" in uses or turns


def behind_aside(tokens: Sequence[Token], mention: Mention, current: Draft) -> bool:
    """`Supermarkets, which account for 41% of turnover, were flat`: past an aside with a number.

    What moves behind it is what stands before it, `rose fast, by 5%` too; but `…, which account
    for 41%, up 2 points`.
    """
    level = current.level
    if level is None or "relative" not in uses_at(tokens, level.lead):
        return False
    aside = range(level.amount.end, mention.amount.first)
    behind = next((at + 1 for at in aside if tokens[at].text == ","), -1)
    begins = behind > 0 and mention.cue in (behind, behind + 1)
    return begins and "bare-move" not in uses_at(tokens, behind)


def in_other_units(mention: Mention, level: Mention | None) -> bool:
    """Whether an amount is in another unit than a figure that it would be a plan or a base of."""
    if level is None or mention.amount.form == "words":
        return False
    own, other = mention.amount.unit, level.amount.unit
    if own in ("%", "point") or other == "%":
        rates = own in ("%", "point", "", "score") and other in ("%", "", "score")
        return not rates and level.kind != "count"
    if own in currencies() and not other and not level.amount.scaled:
        return True  # a staff of 5,800 and a budget of $1.2 billion
    if own == "score" and other not in ("", "%", "score", "rank"):
        return level.kind != "count"  # a rate of $412, up 3.1 points
    alike = own == other or "" in (own, other) or {own, other} <= currencies()
    return not alike and not {"rank", "time", "score"} & {own, other}


def is_of_another(tokens: Sequence[Token], mention: Mention, current: Draft) -> bool:
    """Whether a movement is one of what its words name, `on a 9% rise in prices`."""
    if mention.kind not in ("growth", "change") or mention.cue < 0:
        return False
    end = max(mention.cue + 1, mention.amount.end)
    if "moved-noun" not in tokens[mention.cue].uses or "about" not in uses_at(tokens, end):
        return False
    words = list(content(tokens, end + 1, min(end + 1 + _WHOLE, len(tokens))))
    if not words or any("by" in token.roles for token in tokens[end : words[-1] + 1]):
        return False
    named = {tokens[at].text for at in words}
    own = {token.text for token in tokens[slice(*current.subject)]}
    return not named & own


def moved_to(tokens: Sequence[Token], mention: Mention, current: Draft | None) -> Mention | None:
    """The claim that leads to a level: `a 10.8% fall in volume to 1.15 million tonnes`."""
    if current is None or current.level is None or not current.claims or mention.cue < 0:
        return None
    if not mention.near or tokens[mention.cue].roles.get("cue") != "arrival":
        return None
    last = current.claims[-1]
    moves = (t.roles.get("cue") for t in tokens[last.amount.end : mention.cue])
    if sum(move in ("up", "down") for move in moves) > (last.cue >= last.amount.end):
        return None  # the 11% decline in rainfall cut output to 480 GWh
    before = mention.lead == last.amount.end and last.kind in ("growth", "change", "multiple")
    return last if before else None


def is_figure(
    tokens: Sequence[Token], mention: Mention, subject: tuple[int, int], current: Draft | None
) -> bool:
    """Whether what looks like a claim is a figure, since there is none that it could be of."""
    listed = current is None or is_percent(current.level)  # 11,6%, 37,1% và 42,6% GDP
    if mention.kind == "share" and mention.cue < 0 and not mention.bracketed and listed:
        return True
    if mention.kind == "share":
        return subject != NOTHING and not mention.bracketed
    if mention.kind == "base" and mention.amount.unit == "%" and current is not None:
        level = current.level
        return level is not None and level.amount.unit not in ("%", "")  # no base of an amount

    cue = tokens[mention.cue].roles.get("cue") if mention.cue >= 0 else ""
    aimed = mention.kind == "target" and cue not in _PASSED
    refers = "refers-back" in uses_at(tokens, mention.lead)  # that compares with $3 million
    planned = aimed or (mention.kind == "base" and subject == NOTHING and not refers)
    return planned and current is None


def is_how_far(tokens: Sequence[Token], mention: Mention, current: Draft) -> bool:
    """`31 triệu đồng, cao hơn mặt bằng chung 7%`: no percentage is the base of an amount."""
    level = current.level
    if level is None or mention.kind != "base" or mention.amount.unit != "%" or mention.cue < 0:
        return False
    amount = level.amount.unit not in ("%", "")
    return amount and tokens[mention.cue].roles.get("cue") in ("more", "less")


def passes_share(tokens: Sequence[Token], mention: Mention, current: Draft) -> bool:
    """`1.318 tỷ đồng, đạt 52%, vượt 0,3% chỉ tiêu`: a share over its plan, not an amount."""
    if mention.kind != "attainment" or mention.cue < 0 or not current.claims:
        return False
    if current.level is None or tokens[mention.cue].roles.get("cue") != "beyond":
        return False
    last = current.claims[-1]
    if last.cue >= 0 and tokens[last.cue].roles.get("cue") == "beyond":
        return False  # vượt 38% dự toán, vượt 4% chỉ tiêu phấn đấu: an amount over two plans
    printed = tokens[last.amount.number].text.replace(",", ".").partition(".")[0]
    share = last.kind in ("attainment", "share") and last.amount.unit == "%"
    return share and len(printed) < _HUNDRED


def says_again(
    tokens: Sequence[Token], mention: Mention, subject: tuple[int, int], current: Draft
) -> bool:
    """Whether an amount is the one before it in another currency."""
    level = current.level
    if level is None or subject != NOTHING or mention.kind != "level":
        return False
    units = {level.amount.unit, mention.amount.unit}
    led = {use for token in tokens[mention.lead : mention.amount.first] for use in token.uses}
    return len(units) == 2 and units <= currencies() and "again" in led


def is_criterion(mention: Mention, current: Draft) -> bool:
    """`14/18 khoản thu đạt trên 90% dự toán`: which are counted, nothing of their number."""
    level = current.level
    counted = level is not None and level.amount.unit not in {"%", *currencies()}
    return counted and mention.kind == "attainment" and mention.near and mention.amount.hedged


def is_out_of_scale(tokens: Sequence[Token], mention: Mention, current: Draft) -> bool:
    """`441,000 a day and 12 million more than in 2023`: millions are no change of thousands."""
    level = current.level
    if level is None or mention.kind != "change" or level.amount.scaled:
        return False
    digits = sum(sign.isdecimal() for sign in tokens[level.amount.number].text)
    alike = level.amount.unit in ("", mention.amount.unit)
    return mention.amount.scaled and alike and digits <= _THOUSANDS


def shares(mention: Mention, current: Draft) -> bool:
    """`93 of the 130 planned targets (71.5 percent)`."""
    counted = current.level is not None and current.level.kind == "count"
    if not counted or not mention.bracketed or mention.amount.unit != "%":
        return False
    # 41/58 trường (70,7%), vượt chỉ tiêu (68%)
    return all(claim.kind != "share" for claim in reversed(current.claims))


def counts(mention: Mention, current: Draft | None) -> bool:
    """A change without a unit is not one of a percentage: `2.3%, a decrease of 13,500`."""
    bare = mention.kind == "change" and not mention.amount.unit and mention.amount.form == "plain"
    return bare and current is not None and bool(current.level) and is_percent(current.level)


def _gap(
    tokens: Sequence[Token], mention: Mention, subject: tuple[int, int], current: Draft
) -> str:
    """How far the level before is from a plan not named: `93,5%, vượt 0,3%`, `còn thiếu 5 hộ`.

    After what is said of a plan alone, `mới đạt 74%` is how much of it was done.
    """
    level, cue = current.level, tokens[mention.cue].roles.get("cue") if mention.cue >= 0 else ""
    if subject != NOTHING or mention.kind != "level" or tokens[mention.lead - 1].text == ";":
        return ""
    if level is None:
        planned = any(claim.against == "plan" for claim in current.claims)
        reached = mention.adjacent and "ratio-reached" in tokens[mention.cue].uses
        return "attainment" if planned and reached and mention.amount.unit == "%" else ""

    rate = level.amount.unit == "%"
    if cue == "beyond" and mention.amount.unit == "%" and mention.adjacent:
        return "change" if rate else "attainment"
    alike = mention.amount.unit in (level.amount.unit, "point" if rate else "")
    contrasted = "contrasts" in uses_at(tokens, level.lead - 1)  # trong khi nhu cầu 162.000 m3
    lacks = cue == "lack" and alike and not contrasted
    return "change" if lacks and mention.amount.unit and not mention.near else ""


def _ratio(
    tokens: Sequence[Token], mention: Mention, subject: tuple[int, int], current: Draft
) -> str:
    """What a percentage without words of its own says of the level before it.

    `52/63 địa phương, đạt 82,5%` and `35 mẫu (2,8%)` are such ratios, a part `đạt 82,5%` is a
    share of its whole; else `đạt 82,5%` is attainment of a plan that is not named.
    """
    level = current.level
    if level is None or mention.amount.unit != "%" or subject != NOTHING or mention.near:
        return ""

    between = tokens[level.amount.end : mention.amount.first]
    if tokens[mention.lead - 1].text == ";":
        return ""
    if any("digits" in token.roles for token in between):
        return ""  # contracts worth $2.9 billion, with errors in 57, or 18%
    if mention.bracketed and any(token.text in (",", ";") for token in between):
        return ""  # 58 provinces grew, led by one (13.8%)

    if level.kind == "count":
        return "share"
    if mention.bracketed and level.amount.unit not in ("%", "score", "rank"):
        return "share"

    ratio = _ratio_of_amount(tokens, mention, level)
    planned = bool(current.claims) and current.claims[-1].kind == "target"
    return "attainment" if ratio == "share" and planned and _is_bare(tokens, mention) else ratio


def _ratio_of_amount(tokens: Sequence[Token], mention: Mention, level: Mention) -> str:
    """What a percentage behind a level that is neither n of N nor in a bracket says of it."""
    before = tokens[mention.amount.first - 1]
    counted = not level.amount.unit and text_at(tokens, level.amount.end).isalpha()
    if "or" in before.uses and counted:
        return "share"  # 36 were met, or 75 percent
    if level.amount.unit in ("%", "score", "rank", ""):
        return ""
    if "rate-reached" in before.uses:
        return "" if level.amount.unit in currencies() else "share"  # 541 vụ, đạt tỷ lệ 88,4%
    end = mention.amount.end
    planned = any("planned-word" in token.uses for token in tokens[end : end + _WHOLE])
    if planned and before.text == "," and _of_what(tokens, mention):
        return "attainment"  # $4.1 billion, 96% of the sum budgeted
    if {"or", "again"} & before.uses or (before.text == "," and _of_what(tokens, mention)):
        return "share"  # 12.300 xe, tương đương 5,7%; $56 million, 61% of spending
    if not mention.adjacent or "ratio-reached" not in tokens[mention.cue].uses:
        return ""
    return "share" if _names_whole(tokens, mention) else "attainment"


def _is_bare(tokens: Sequence[Token], mention: Mention) -> bool:
    """`6,450 permits against 7,000 planned, or 92.1%`: no word tells of what."""
    return not text_at(tokens, mention.amount.end)[:1].isalpha()


def _names_whole(tokens: Sequence[Token], mention: Mention) -> bool:
    """`bằng 2,3% điện thương phẩm`: words right after a percentage that are no plan and no time."""
    following = tokens[mention.amount.end : mention.amount.end + 1]
    return any(token.text[:1].isalpha() and token.roles.keys() <= {"by"} for token in following)


def _of_what(tokens: Sequence[Token], mention: Mention) -> bool:
    """Whether the words right after a percentage name what it is of."""
    end = mention.amount.end
    return "of-whole" in uses_at(tokens, end) and any(content(tokens, end + 1, end + _WHOLE))


def _is_base(
    tokens: Sequence[Token], mention: Mention, subject: tuple[int, int], current: Draft
) -> bool:
    """`99,2% (năm 2022: 98,5%)`, `(cùng kỳ năm trước xuất siêu 24 tỷ USD)`."""
    level = current.level
    if level is None or level.amount.unit != mention.amount.unit:
        return False

    words = tokens[mention.lead : mention.amount.first]
    if not words or tokens[mention.lead - 1].text not in OPEN:
        return False
    if words[0].roles.get("cue") in PERIODS:
        return True
    return subject == NOTHING and any("period" in token.roles for token in words)
