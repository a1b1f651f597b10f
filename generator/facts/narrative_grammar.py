"""The vocabulary of financial sentences: verbs, comparisons, changes, hedges. Data, no behaviour.

Patterns are matched against text in which figures and times are blotted out: every character of a figure is `FIGURE`
and every character of a phrase of time is `TIME`, so that neither their digits nor their words are in the way.
"""

from __future__ import annotations

import re

FIGURE = "\x01"
TIME = "\x02"


def words(listed: str) -> str:
    """An alternation of the phrases listed between bars; white space around them is layout."""
    return "(?:" + "|".join(" ".join(phrase.split()) for phrase in listed.split("|")) + ")"


def pattern(expression: str) -> re.Pattern[str]:
    return re.compile(expression, re.IGNORECASE | re.DOTALL)


ABOUT = words(
    "approximately | about | roughly | nearly | almost | only | just | a record | an? additional | another | an?"
    " | the | our | its | some"
)
CHANGE_WORD = words(
    "increas(?:e|es|ed|ing) | decreas(?:e|es|ed|ing) | declin(?:e|es|ed|ing) | rose | rises? | risen | rising"
    " | gr[eo]w[ns]? | growth | growing | fell | falls? | fallen | drops? | dropped | improv(?:e|es|ed|ement|ing)"
    " | reduc(?:es|ed|tion) | up | (?<!\\bdrew )(?<!\\bdrawn )down | higher | lower | jump(?:s|ed)"
    " | climb(?:s|ed) | surge[sd] | gain(?:s|ed)"
    " | chang(?:e|ed)"
)
CHANGE_NOUN = words("increase | decrease | decline | improvement | reduction | growth | rise | drop | jump")
UPWARD = pattern(r"increas|rose|ris|gr[eo]w|up|higher|jump|climb|surg|gain|improv|more|better")
CHANGE_BEFORE = pattern(
    rf"\b(?P<word>{CHANGE_WORD})(?:\s+(?:slightly|sharply|significantly|year[- ]over[- ]year|{TIME}+))?"
    rf"(?:\s+(?:by|of))?(?:\s+{ABOUT})?[\s(]*$"
    rf"|\b(?P<verb>{CHANGE_WORD})\b(?P<object>(?:(?!\bto\b)[^,;{FIGURE}])*)\sby(?:\s+{ABOUT})?\s*$"
    rf"|\b(?P<noun>{CHANGE_NOUN}s?)\s+in\s+(?P<subject>[^,;{FIGURE}]+?)\s+of(?:\s+{ABOUT})?\s*$"
)
# "lower spending on travel of $5 million": it is by so much lower
HIGHER = pattern(
    rf"(?:^|[,;:•]|\b(?:and|to|by|of|from|with|reflecting))\s*(?P<word>higher|lower|increased|decreased|reduced)\s+[^,;:.{FIGURE}{TIME}]*\sof"
    rf"(?:\s+{ABOUT})*\s*$"
)
CHANGE_AFTER = pattern(
    rf"^[\s-]*(?:(?:year[- ]over[- ]year|net|sequential|{TIME}+)\s+)*"
    r"(?:(?P<what>(?!(?:of|in|and|or|the|an?|to|from|was|were|for|as|with|which|that|on|due|at|by|compared|over|per)\b)"
    rf"[a-z]+(?:[ -](?:income|revenues?|sales|earnings|profit|margin))?)\s+(?={CHANGE_NOUN}\b))?"
    rf"(?P<word>{CHANGE_NOUN}|higher|lower|more|less|better|worse)\b(?:\s+(?:in|of|for)\s+(?P<subject>[^,;{FIGURE}{TIME}]+))?"
)
# "from" compares only where it does not tell a source: "proceeds from", "income from", "resulting from"
_SOURCES = [
    *("resulting", "result", "resulted", "proceeds", "derived", "received", "generated", "income", "loss", "losses"),
    *("earnings", "gain", "cash", "benefit", "arising", "stemming"),
]
COMPARE = pattern(
    r"\b(?:"
    + words(
        "(?:as )?compared (?:to|with) | in comparison (?:to|with) | versus | vs\\.? | as against | against"
        " | (?:unchanged|flat|up|down) (?:from|with) | over | than"
    )
    + "|"
    + "".join(f"(?<!{source} )" for source in _SOURCES)
    + r"from)\b"
)
COMPARED = pattern(r"\b(?:compared (?:to|with)|in comparison (?:to|with)|relative to|versus|vs\.?|than)\s+(?:the\s+)?")
REMAINS = pattern(
    r"^\s*(?:shares\s+)?(?:remain(?:s|ed)?|(?:is|are) (?:still )?)\s*(?:available|unused|outstanding|undrawn|open)"
)
EFFECT = pattern(r"\b(?:un)?favorable (?:\w+ ){0,2}(?:impacts?|effects?|changes?|exchange|currency|rates?)\b")
VERB = pattern(
    r"\b"
    + words(
        "was | were | is | are | totaled | totalled | amounted to | came to | reached | equaled | stood at"
        " | came in at | remained | had | recorded | incurred | reported | recognized | generated | posted"
    )
    + rf"\b|\b{CHANGE_WORD} (?:by|to)\b"
)
LEADS_TO = (
    words(
        "was | were | is | are | totaled | totalled | amounted to | came to | totaling | reached | equaled | stood at"
        " | came in at | remained at | of | at | : | being | (?:was|were) (?:approximately|also|reported at)"
    )
    + rf"(?:\s+{ABOUT})*(?:\s+an? \w+)?\s*$"
)
BEFORE_VERB = pattern(rf"^(?P<subject>.*?)\s*,?\s+{LEADS_TO}")
BEFORE_CHANGE = pattern(
    rf"^(?P<subject>.*?)\s*,?\s+(?:(?:has|have|had|was|were|also)\s+)*{CHANGE_WORD}\b"
    r"(?:(?!\b(?:was|were|due|attributable|of|in)\b)[^,;])*$"
)
# "attributable to common stockholders" belongs to a name; "attributable to higher costs" explains
_OWNERS = (
    r"(?! (?:\w+ )?(?:common|stockholders|shareholders|noncontrolling|non-controlling|controlling|the company"
    r"|\w+,? (?:corporation|inc)))"
)
EXPLAINS = pattern(
    r"\b(?:"
    + words(
        "due (?:primarily |mainly |in part )?to | driven by | result(?:ed|ing)? (?:from|of|in) | because of"
        " | reflect\\w* | offset by | consist\\w*(?: \\w+)? of | includ(?:es|ed|ing) | compris\\w* | of which"
        " | caused by | stemming | partially | net of | based on | related to | by the | excluding"
    )
    + rf"|attributable to{_OWNERS})\b"
)
# words after which a noun phrase begins anew
BREAKS = pattern(
    r"\b(?:"
    + words(
        "recorded | incurred | recogni[sz]ed | reported | reporting | posted | achieved | had | has | have"
        " | received? | receiving | paid | generated | generating | included? | includes | including"
        " | consist(?:ed|s|ing)(?: \\w+)? of | compris(?:ed|ing|es)(?: of)? | (?:as )?compared (?:to|with) | versus"
        " | due (?:primarily |mainly )?to | driven by | offset by | result(?:ed|ing) (?:in|from)"
        " | reflect(?:s|ed|ing) | because of | as a result of | that | which | where | while | whereas | with"
        " | despite | announced | earned | and our | and its | we | of which | plus | than | against"
        " | from(?= (?:net|total|revenue|sales)) | but | accrued | sold | issued | borrowed | repaid | purchased"
        " | such as | acquired | repurchased | spent | invested | contributed | pledged | ended | delivered"
    )
    + rf"|(?:primarily |mainly )?attributable to{_OWNERS})\b"
)
OPENING = pattern(
    r"^\s*"
    + words(
        "for | in | during | at | as | on | by | with | due | despite | while | after | before | over | under"
        f" | overall | additionally | however | similarly | also | meanwhile | finally | further | including | {TIME}"
        " | {FIGURE} | and | but"
    )
    + rf"|{TIME}\s*$|ly\s*$"
)
AFTER_STOP = pattern(
    rf"[,;:()]|{FIGURE}|{TIME}|\b(?:"
    + words(
        "recorded | incurred | recognized | reported | as a result | due | attributable | compared | to | during"
        " | which | that | was | were | is | are | resulting | primarily | partially | offset | by | at | as of"
        " | pursuant | with | upon | versus | through | because | when | while | we | included | driven | as well"
        " | in(?! (?:operating|investing|financing)) | for | on | from | under | over | related | relating"
        " | associated"
    )
    + r"|and\s*$|and (?=an?\s*$))\b"
)
# what a figure right before it is the size of: meant to be spent, not yet reported ("our $5 million capital program")
PLAN = pattern(
    r"^\s+(?:(?!(?:of|in|for|to|from|on|under|by|at|as|with|through|and|or|the|our|its|related|was|were)\b)"
    r"[\w'’&-]+\s+){0,4}?"
    r"(?:programs?|plans?|initiatives?|campaigns?|budgets?|projects?)\b(?!\s+(?:assets?|expenses?|costs?|contributions?"
    r"|payments?|charges?|spending|obligations?|liabilit\w+|loss(?:es)?|gains?))"
)
NO_NOUN = pattern(
    r"^\s*(?:"
    + words(
        "reported | recorded | in(?! (?:cash|net|revenue|sales|legal|\\w+ (?:expense|cost|revenue))) | for | during"
        " | at | as | on | from | to | by | compared | versus | and | or | which | that | was | were | is | are"
        " | primarily | due | with | than | up | down | but | while | when | if | after | before | under | over"
        " | collected | earned | incurred | per | respectively | related | relating | the | this | an?"
    )
    + r"\b|[,.;:)])"
)
GENERIC_NOUN = pattern(
    r"\b"
    + words(
        "charges? | loss(?:es)? | gains? | expenses? | benefits? | provisions? | impairments? | adjustments? | costs?"
        " | write-?(?:off|down)s? | items? | payments?"
    )
    + r"\s*$"
)
EXTENSION = pattern(
    r"^\s*(?P<link>related to|relating to|associated with|resulting from|in connection with|for|on|from)\s+"
    rf"(?!\s*(?:the\s*)?{TIME})(?P<noun>[^,;:(){{}}{FIGURE}{TIME}]+)"
)
CHANGE_ITSELF = pattern(
    r"(?:the|this|an?)?\s*(?:(?:positive|negative|net|overall|total|(?:un)?favorable)\s+)?"
    rf"(?:{CHANGE_NOUN}|change)"
)
CLAUSE_END = pattern(
    r"\b"
    + words(
        "(?:as )?compared | versus | vs | from | to | up | down | flat | unchanged"
        " | an? (?:increase|decrease|\\s*\x01) | increas\\w+ | decreas\\w+ | due | primarily | driven | as a result"
        " | reflecting | offset | while | whereas | but"
    )
    + r"\b|;"
)
LIST_GAP = pattern(r"\s*(?:,|and|, and|or|,\s*or)\s*(?:approximately|about)?\s*")
TIMED_LIST_GAP = pattern(rf"\s*,?\s*(?:(?:in|for|during)\s+)?(?:the\s+)?{TIME}+\s*,?\s*(?:and|,)\s*(?:by\s+)?")
# what joins two things of one thought: a conjunction or "on", and no verb, comparison or explanation
JOINED = pattern(
    rf"(?!.*(?:{COMPARE.pattern}|{VERB.pattern}|{EXPLAINS.pattern}))[^,;:(){FIGURE}{TIME}]*(?:,?\s+and\s|\son\s)"
    rf"[^,;:(){FIGURE}{TIME}]*"
)
PAID = pattern(rf"[^,;:(){FIGURE}{TIME}]*\sfor\s+(?:(?:approximately|about|an? (?:total|aggregate) of)\s+)?")
CLAUSE_OPENS = pattern(r"(?:;|,\s*and|\band)\s*(?:(?:in|during|on|early in|late in)\s+)?$")
AFTER_TIME = pattern(rf"{TIME}\s*,?\s+and\s+(?:{ABOUT}\s+)*$")
# what may stand between a figure and its time where nothing else tells one: "$5 million to its founders in June"
UNBROKEN = pattern(
    rf"(?!.*\b(?:{COMPARE.pattern}|that|which|who|whose|when|where|while|until|after|before|since|with)\b)"
    rf"[^,;:(){FIGURE}{TIME}]*\b(?:in|for|during|at|as of)\s+(?:the\s+)?"
)
HAPPENED = pattern(r"\b(?:that|which) (?:occurred|(?:was|were) \w+ed)\b[^,;:()]*\b(?:in|for|during)\s+(?:the\s+)?$")
RESPECTIVELY = pattern(rf"\s*,?\s*(?:(?:in|for|during)\s+)?{TIME}*\s*,?\s*respectively,?\s+(?:of|in)\s+(?=[a-z])")
DIVIDES = pattern(rf"\s*(?P<link>for|in|to|on|under)\s[^,;:(){FIGURE}]*\sand\s+(?:{ABOUT}\s+)*")
SHARE_OF = pattern(r"\s*(?P<link>for|in|to|on|under)\s+[a-z]")
OF_THE = pattern(r"\s*of\s+(?:the|our|its)\s*")
OF_NOUN = pattern(
    r"\s*(?:of|in(?= (?:(?:cash|net) )*(?:dividends?|distributions|payments|proceeds|(?:out|in)flows)\b))\s+[a-z]"
)
# what is paid or received over a time, never held on a day
FLOW = pattern(r"\b(?:payments?|proceeds|dividends|(?:out|in)flows?)\b(?! payable)")
DRAWN = pattern(rf"\b(?P<verb>(?:drew|drawn) down)(?:\s+{ABOUT})*\s*$")
HYPOTHETICAL = pattern(r"\bwould have been\b")
APPOSITION = pattern(r"\s*[,(]?\s*(?:or|and|which is|representing)?\s*[,(]?\s*(?:approximately|about|a|roughly)?\s*")
# what follows a figure and narrows what it measures: "increased 18% in Europe"
NARROWED = pattern(
    r"^\s*(?:in|for|outside|within|across|at|of|on|by|under|among|was|were|held)\s+"
    rf"(?!\s*(?:each of\s+)?(?:the\s+)?{TIME})[a-z]"
)
REPORTS = pattern(rf"\b(?:recorded|reported|recognized|incurred|had|posted|announced)(?:\s+{ABOUT})*(?:\s+net)?\s*$")

_HEDGES = words(
    "will | would | could | should | might | expect(?:s|ed|ing|ation|ations)? | anticipat\\w* | project(?:s|ed|ions?)"
    " | forecast\\w* | estimates? | guidance | outlook | targets? | targeted | goals? | plans? to | intends?"
    " | believes? | going forward | assum(?:e|es|ing) | if | unless | potential(?:ly)? | possible | eligible"
    " | entitled | can | cannot | must | requires? | subject to | in the range | range of | ranging | between"
    " | proposed | to be | authority to | the next (?:\\w+ )?(?:months?|years?|quarters?)"
)
FORWARD = re.compile(rf"\b{_HEDGES}\b|(?<=[a-z] )may\b")
FORWARD_AFTER = pattern(
    r"^[^,;]{0,40}\b(?:is|are|to be|was|were) (?:expected|anticipated|projected|estimated|required)\b"
    rf"|^\s*(?:to|-|–)\s*{FIGURE}"
)
THRESHOLD = pattern(
    r"\b"
    + words(
        "above | below | exceed(?:s|ed|ing)? | more than | less than | fewer than | at least"
        " | minimum(?: \\w+){0,3} of | maximum(?: \\w+){0,3} of | up to | over | under | in excess of | as much as"
        " | no more than | not to exceed | greater than | limited to | cap of"
    )
    + r"\s*(?:approximately\s*|an? (?:aggregate|additional) )?$"
)
NON_GAAP = pattern(
    r"\b"
    + words(
        "pro[ -]?forma | non-?GAAP | adjusted(?! for (?:\\w+ )?non-?cash) | EBITDA"
        " | core (?:earnings|results|operating) | exclud(?:ing|es|ed|e)"
        " | exclusive of | organic | constant[- ]currency | currency[- ]neutral"
        " | comparable[- ](?:store|sales|restaurant|club) | same[- ]store | free cash flow | funds from operations"
        " | FFO | bookings | billings | backlog | annualized | run[- ]rate | underlying | normalized"
    )
    + r"\b"
)
ASIDE_BEFORE, ASIDE_AFTER = pattern(r"\(\s*based on[^()]*$"), pattern(r"^[^()]*\)")
FORWARD_HEADING = pattern(
    words(
        "outlook | guidance | forward[- ]looking | safe harbor | expectations | targets | subsequent event"
        " | non-?gaap | reconciliation | pro[ -]forma"
    )
)
NEGATIVE = pattern(r"\b(?:loss|losses|deficit|deficiency|outflows?|used (?:in|for))\b")
