"""Every sentence that an explanation can hold, by reason and by who reads it.

The words in braces are filled in by `jobmatch.explain`. Rules for a new sentence: say what the job asks and what is
recorded, never what somebody is or is not able to do; short words, no blame; what an employer may not know has no
employer's sentence.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, get_args

from jobmatch.codes import Constraint, Part, Reason, SkillRelation, TextPart, Verdict
from jobmatch.errors import UsageError

Audience = Literal["work_coach", "jobseeker", "employer"]
Who = Literal["employer", "jobseeker"]
AUDIENCES: Final[tuple[Audience, ...]] = get_args(Audience)

# An employer may know of these only; see the `audience` of each column in `jobmatch.schemas`.
EMPLOYER_CONSTRAINTS: Final = (Constraint.LICENCE, Constraint.HOURS)
EMPLOYER_PARTS: Final = (Part.TEXT, Part.SKILLS)


@dataclass(frozen=True, slots=True)
class Phrase:
    """One thing to say, in the words for each reader; None where the reader must not know."""

    work_coach: str
    jobseeker: str
    employer: str | None = None

    def for_audience(self, audience: Audience) -> str:
        """Template for one reader.

        Raises
        ------
        UsageError
            If this reader must not know.
        """
        text: str | None = getattr(self, audience)
        if text is None:
            raise UsageError(f"There is no sentence of this kind for the audience {audience!r}.")
        return text


def _staff(text: str) -> Phrase:
    """Make a sentence that reads the same for a work coach and a jobseeker, and that no employer reads."""
    return Phrase(text, text)


def _everyone(text: str) -> Phrase:
    """Make a sentence that reads the same for all."""
    return Phrase(text, text, text)


@dataclass(frozen=True, slots=True)
class Ask:
    """A question: whom to ask, about which column (or "journey"), in words that suit every reader."""

    who: Who
    field: str
    text: str


# --- Constraints ------------------------------------------------------------------------

REASONS: Final[dict[Reason, Phrase]] = {
    Reason.TRAVEL_FITS: _staff("{journey} That is within {limit}."),
    Reason.TRAVEL_BORDERLINE: _staff("{journey} It may be within {limit} or over it."),
    Reason.TRAVEL_TOO_FAR: _staff("{journey} At least one way is over {limit}."),
    Reason.TRAVEL_REMOTE: _staff("The work is done from home, so there is no journey."),
    Reason.TRAVEL_NO_TIME: _staff("The journey time is not known.{place_gap}"),
    Reason.TRAVEL_NEEDS_VEHICLE: Phrase(
        "The job asks people to bring their own vehicle. No car is on their record.",
        "The job asks you to bring your own vehicle. No car is on your record.",
    ),
    Reason.TRAVEL_NO_MODE: Phrase(
        "None of the ways to travel on their record suits this journey.",
        "None of the ways to travel on your record suits this journey.",
    ),
    Reason.TRAVEL_EMPLOYER_TRANSPORT: _staff(
        "{journey} At least one way is over {limit}, but the employer lays on transport for staff."
    ),
    Reason.TRAVEL_REMOTE_NOT_STATED: _staff(
        "{journey} At least one way is over {limit}. The advert does not say if the work can be done from home."
    ),
    Reason.TRAVEL_STEP_FREE_NOT_STATED: _staff("{journey} The advert does not say if the workplace is step-free."),
    Reason.TRAVEL_NOT_STEP_FREE: Phrase(
        "The workplace is not step-free. Their record says that step-free access is needed. It could fit if the "
        "employer can provide it.",
        "The workplace is not step-free. Your record says that you need step-free access. It could suit you if the "
        "employer can provide it.",
    ),
    Reason.TRAVEL_LIFT: _staff("{journey} It depends on the lift being there for every shift."),
    Reason.TRAVEL_SOME_SHIFTS: _staff("{journey} That is for some of the shifts on the rota. Others are out of reach."),
    Reason.TRAVEL_MOBILE: _staff(
        "The work is at changing places, so the way to the first and from the last is not known. {journey} That is to "
        "the place that the advert names."
    ),
    Reason.TRAVEL_ACCESS_TO_WORK: Phrase(
        "{journey} It depends on Access to Work paying for it, which they agreed to have considered.",
        "{journey} It depends on Access to Work paying for it, which you agreed to have considered.",
    ),
    Reason.TRAVEL_COSTS_TOO_MUCH: Phrase(
        "{journey} It costs more than they can spend on travel.",
        "{journey} It costs more than you can spend on travel.",
    ),
    Reason.TRAVEL_COST_NOT_KNOWN: Phrase(
        "{journey} Nobody knows yet if it costs more than they can spend on travel.",
        "{journey} Nobody knows yet if it costs more than you can spend on travel.",
    ),
    Reason.TRAVEL_NO_SERVICE: _staff("{journey} This was checked for the times of the shifts{shifts}."),
    Reason.LICENCE_NONE_NEEDED: _everyone("The job needs no licence or check."),
    Reason.LICENCE_HELD: Phrase(
        "They have what the job asks for: {needed}.",
        "You have what the job asks for: {needed}.",
        "They have what you ask for: {needed}.",
    ),
    Reason.LICENCE_NOT_STATED: Phrase(
        "The advert does not say which licences or checks are needed.",
        "The advert does not say which licences or checks are needed.",
        "Your advert does not say which licences or checks are needed.",
    ),
    Reason.LICENCE_UNRECOGNISED: Phrase(
        "The job asks for: {unrecognised}. This is not on our list, so it has not been checked.",
        "The job asks for: {unrecognised}. This is not on our list, so it has not been checked.",
        "You ask for: {unrecognised}. This is not on our list, so it has not been checked.",
    ),
    Reason.LICENCE_OBTAINABLE: Phrase(
        "The job asks for: {missing}. The advert says that this can be had after an offer or in training.",
        "The job asks for: {missing}. The advert says that you can get this after an offer or in training.",
        "You ask for: {missing}. Your advert says that this can be had after an offer or in training.",
    ),
    Reason.LICENCE_MISSING: Phrase(
        "The job asks for: {missing}. This is not on their record.",
        "The job asks for: {missing}. This is not on your record.",
        "You ask for: {missing}. This is not on their record.",
    ),
    Reason.LICENCE_PERSON_NOT_STATED: Phrase(
        "The job asks for: {needed}. Their licences and checks are not recorded yet.",
        "The job asks for: {needed}. Your licences and checks are not recorded yet.",
        "You ask for: {needed}. Their licences and checks are not recorded yet.",
    ),
    Reason.LICENCE_MAY_COUNT: Phrase(
        "The job asks for: {missing}. Something on their record may count for this, so it has to be checked.",
        "The job asks for: {missing}. Something on your record may count for this, so it has to be checked.",
        "You ask for: {missing}. Something on their record may count for this, so it has to be checked.",
    ),
    Reason.HOURS_FIT: Phrase(
        "The job is {hours} a week. That is within the hours they want.",
        "The job is {hours} a week. That is within the hours you want.",
        "The job is {hours} a week. That is within the hours they want.",
    ),
    Reason.HOURS_PARTLY: Phrase(
        "The hours of the job and the hours they want overlap at {hours} a week.",
        "The hours of the job and the hours you want overlap at {hours} a week.",
        "The hours of the job and the hours they want overlap at {hours} a week.",
    ),
    Reason.HOURS_TOO_FEW: Phrase(
        "The job is at most {first} a week. They asked for at least {second}.",
        "The job is at most {first} a week. You asked for at least {second}.",
        "The job is at most {first} a week. They asked for at least {second}.",
    ),
    Reason.HOURS_TOO_MANY: Phrase(
        "The job is at least {first} a week. They asked for at most {second}.",
        "The job is at least {first} a week. You asked for at most {second}.",
        "The job is at least {first} a week. They asked for at most {second}.",
    ),
    Reason.HOURS_NOT_STATED: Phrase(
        "The advert does not say how many hours a week the work is.",
        "The advert does not say how many hours a week the work is.",
        "Your advert does not say how many hours a week the work is.",
    ),
    Reason.HOURS_PEAK_TOO_MANY: Phrase(
        "In the peak weeks the job is {first}. They asked for at most {second} a week.",
        "In the peak weeks the job is {first}. You asked for at most {second} a week.",
        "In the peak weeks the job is {first}. They asked for at most {second} a week.",
    ),
    Reason.HOURS_PEAK_NOT_STATED: Phrase(
        "On average the hours are within what they want. The advert does not say how many the peak weeks have.",
        "On average the hours are within what you want. The advert does not say how many the peak weeks have.",
        "On average the hours are within what they want. Your advert does not say how many the peak weeks have.",
    ),
    Reason.HOURS_NO_LIMIT: Phrase(
        "They have set no limit on hours.", "You have set no limit on hours.", "They have set no limit on hours."
    ),
    Reason.HEALTH_NO_LIMITS: Phrase(
        "No limits on work tasks are on their record.", "No limits on work tasks are on your record."
    ),
    Reason.HEALTH_FITS: Phrase(
        "What the job asks for is within the limits on their record.{over}",
        "What the job asks for is within the limits that you told us.{over}",
    ),
    Reason.HEALTH_ADJUSTMENT: Phrase(
        "The job asks for more {adjusted} than is recorded. The changes that the employer offers bring it within that.",
        "With the changes that the employer offers, this part of the job is within what you told us: {adjusted}.",
    ),
    Reason.HEALTH_NOT_STATED: _staff("The advert does not say how much {not_stated} the work asks for."),
    Reason.HEALTH_EXCEEDS: Phrase(
        "The job asks for more {short} than is recorded. It could fit if the employer can provide {aids}.",
        "The job asks for {short} beyond what you told us. It could suit you if the employer can provide {aids}.",
    ),
    Reason.HEALTH_ACCESS_TO_WORK: Phrase(
        "The job asks for more {access} than is recorded. It could fit with Access to Work, which they agreed to "
        "have considered.",
        "The job asks for {access} beyond what you told us. It could suit you with Access to Work, which you agreed "
        "to have considered.",
    ),
    Reason.HEALTH_GOOD_DAYS: Phrase(
        "On good days the job is within the limits on their record. Its hours or place of work can vary.",
        "On good days the job is within what you told us. Its hours or place of work can vary.",
    ),
    Reason.HEALTH_PHASED_START: _staff(
        "Up to {phased} a week until {phased_until} is recorded. The advert does not say if hours can start low and "
        "rise."
    ),
    Reason.HEALTH_PHASED_TOO_MANY: _staff(
        "Up to {phased} a week until {phased_until} is recorded. It could fit if the employer can provide a phased "
        "start."
    ),
    Reason.HEALTH_PHASED_NOT_STATED: _staff(
        "Up to {phased} a week until {phased_until} is recorded. The advert does not say how many hours the work is."
    ),
    Reason.CARE_NO_LIMITS: Phrase(
        "No limits on their time from caring are recorded.", "No limits on your time from caring are on your record."
    ),
    Reason.CARE_FITS: Phrase(
        "The shifts and the journeys fit inside the times when they can be away{windows}, with {spare} to spare.",
        "The shifts and the journeys fit inside the times when you can be away{windows}, with {spare} to spare.",
    ),
    Reason.CARE_TIGHT: Phrase(
        "The shifts and the journeys just fit inside the times when they can be away{windows}, with {spare} to spare.",
        "The shifts and the journeys just fit inside the times when you can be away{windows}, with {spare} to spare.",
    ),
    Reason.CARE_CLASH: Phrase(
        "The shifts{shifts} and the journeys go outside the times when they can be away{windows}.{clash_day}",
        "The shifts{shifts} and the journeys go outside the times when you can be away{windows}.{clash_day}",
    ),
    Reason.CARE_TIMES_NOT_STATED: _staff("The advert does not say on which days and at what times the work is."),
    Reason.CARE_HOURS_VARY: _staff("The days and times of the work change, and the advert does not say how."),
    Reason.CARE_TRAVEL_UNKNOWN: _staff("The journey time is not known, so the times have not been checked."),
    Reason.CARE_NO_JOURNEY: _staff("No journey is known at the times of the shifts{shifts}."),
    Reason.CARE_HOLIDAYS_NOT_COVERED: Phrase(
        "The times fit in school terms. In school holidays, about 13 weeks a year, they can be away at other "
        "times{holiday_windows}.",
        "The times fit in school terms. In school holidays, about 13 weeks a year, you can be away at other "
        "times{holiday_windows}.",
    ),
    Reason.CARE_WINDOWS_NOT_RECORDED: Phrase(
        "Caring limits their time. The times when they can be away are not recorded yet.",
        "Caring limits your time. The times when you can be away are not on your record yet.",
    ),
    Reason.CARE_ROTA_SOME_CHOOSE: _staff("Some of the shifts on the rota fit. The advert says that people can choose."),
    Reason.CARE_ROTA_SOME_PREFER: _staff(
        "Some of the shifts on the rota fit. The advert says that people's wishes are taken into account."
    ),
    Reason.CARE_ROTA_SOME_NOT_STATED: _staff(
        "Some of the shifts on the rota fit. The advert does not say if people can choose."
    ),
    Reason.CARE_ROTA_SOME_ALL: _staff("Some of the shifts on the rota fit, but the advert asks for every one."),
    Reason.CARE_TOO_FEW_DAYS: _staff("The times fit on {fit_days}. The job asks for {needed_days} a week."),
    Reason.CARE_DETOUR_TOO_LONG: _staff("By way of {care_place}, the whole journey there or back is over {limit}."),
    Reason.CARE_DETOUR_BORDERLINE: _staff(
        "By way of {care_place}, the whole journey there or back may be over {limit}. It is an estimate."
    ),
    Reason.CARE_SPLIT_GAP: Phrase(
        "There is too little time to come back between two shifts of one day{shifts}. The times when they can be away "
        "do not cover both{windows}.{clash_day}",
        "There is too little time to come back between two shifts of one day{shifts}. The times when you can be away "
        "do not cover both{windows}.{clash_day}",
    ),
    Reason.CARE_PAID_TOO_MANY: _staff(
        "At least {paid} a week of childcare would have to be paid for{shifts}. Only {paid_most} can be had."
    ),
    Reason.CARE_PAID_NOT_KNOWN: _staff(
        "Only {paid_most} a week of paid childcare can be had. It is not known if that is enough."
    ),
    Reason.CARE_PAID_HOLIDAYS: _staff(
        "The childcare is enough in school terms. In weeks without funded hours, {paid_most} a week may not be."
    ),
    Reason.CARE_TRADING_HOURS: Phrase(
        "Shifts can be at any of the times that the advert names{shifts}. Not all of these fit inside the times when "
        "they can be away{windows}.",
        "Shifts can be at any of the times that the advert names{shifts}. Not all of these fit inside the times when "
        "you can be away{windows}.",
    ),
}

# After the sentence about the journey; no employer reads it.
SITE: Final = " The work can be at several places: this is the way to {site}."
OWN_SITE: Final = " The work can be at several places: this is the way to the first."
CAR_DAYS: Final = " There is a car on {days} only."
NO_CAR_DAYS: Final = " There is a car on no day."
MUCH_TRAVEL: Final = " That is {travel} of travel for a shift of {shift}."
COST: Final = " The journeys cost about {cost} a week{parking}{share}{left}."
WITHOUT_PARKING: Final = " without parking"
OVER_COST_LIMIT: Final = Phrase(
    " That is over the {most_cost} a week that is on their record.",
    " That is over the {most_cost} a week that you told us.",
)
SHARE: Final = ", or {percent}% of the pay"
LEFT: Final = ", which leaves {pay} an hour, with the time on the way counted"

# After what is said of caring, where the journey from home is by a timetable and this one is not.
CARE_ESTIMATED: Final = "The way between {places} and work is estimated by distance."
# After what is said of caring: an estimate, for those who can act on it.
CHILDCARE: Final = "Childcare, estimated by the rules of {day}: {needed} a week{each}{split}.{cost}"
CHILDCARE_NONE: Final = "By what is on record, no childcare is needed for these shifts."
CHILDCARE_EACH: Final = " for each of {children} children"
CHILDCARE_SPLIT: Final = ", {funded} of them funded and {paid} paid for"
CHILDCARE_SPLIT_UNKNOWN: Final = ", and how many of them are funded is not known"
CHILDCARE_COST: Final = " That costs about {cost} a month{back}."
CHILDCARE_BACK: Final = ", of which Universal Credit may pay back up to {back} and leave {own}"

# --- Questions ---------------------------------------------------------------------------

_DAYS_AND_TIMES: Final = Ask("employer", "shifts", "on which days and at what times is the work?")
_PHASED_START: Final = Ask("employer", "phased_start", "can the hours start low and rise over some weeks?")
_HOURS: Final = Ask("employer", "hours_per_week_min", "how many hours a week is the work?")
_ROTA: Final = Ask("employer", "rota_policy", "which of the shifts on the rota can people choose?")

# One or more questions for each reason that leaves something to find out or to arrange. Those about places, licences,
# school terms and functional demands depend on the pair; `jobmatch.explain` adds them.
QUESTIONS: Final[dict[Reason, tuple[Ask, ...]]] = {
    Reason.TRAVEL_BORDERLINE: (Ask("jobseeker", "journey", "how long does the journey really take, there and back?"),),
    Reason.TRAVEL_EMPLOYER_TRANSPORT: (
        Ask("employer", "employer_transport", "where does the staff transport stop, and does it run for every shift?"),
    ),
    Reason.TRAVEL_REMOTE_NOT_STATED: (Ask("employer", "remote", "can the work be done from home?"),),
    Reason.TRAVEL_STEP_FREE_NOT_STATED: (Ask("employer", "step_free", "is the workplace step-free?"),),
    Reason.TRAVEL_LIFT: (Ask("jobseeker", "modes", "is the lift there for every shift, both ways?"),),
    Reason.TRAVEL_SOME_SHIFTS: (_ROTA,),
    Reason.TRAVEL_ACCESS_TO_WORK: (
        Ask("jobseeker", "access_to_work_travel", "would you like help to apply to Access to Work for this journey?"),
    ),
    Reason.TRAVEL_COST_NOT_KNOWN: (Ask("jobseeker", "journey", "what would the journeys cost in a week?"),),
    Reason.TRAVEL_MOBILE: (
        Ask("employer", "mobile", "where are the first and the last place of the day, and is a vehicle needed?"),
    ),
    Reason.LICENCE_NOT_STATED: (Ask("employer", "licences", "which licences or checks does the job need, if any?"),),
    Reason.LICENCE_UNRECOGNISED: (Ask("jobseeker", "licences", "do you have {unrecognised}?"),),
    Reason.LICENCE_OBTAINABLE: (
        Ask("employer", "licences_obtainable", "by when is this needed, and is there help to get it: {missing}?"),
    ),
    Reason.LICENCE_PERSON_NOT_STATED: (Ask("jobseeker", "licences", "which of these do you have: {needed}?"),),
    Reason.LICENCE_MAY_COUNT: (
        Ask("jobseeker", "licences", "does one of your licences count for this, or can you exchange it: {missing}?"),
    ),
    Reason.HOURS_PARTLY: (Ask("employer", "hours_per_week_min", "can the work be {hours} a week?"),),
    Reason.HOURS_NOT_STATED: (_HOURS,),
    Reason.HOURS_PEAK_NOT_STATED: (
        Ask("employer", "peak_hours_per_week", "how many hours a week is the work in the peak weeks?"),
    ),
    Reason.HEALTH_PHASED_START: (_PHASED_START,),
    Reason.HEALTH_PHASED_NOT_STATED: (_PHASED_START, _HOURS),
    Reason.HEALTH_ACCESS_TO_WORK: (
        Ask("jobseeker", "access_to_work", "would you like help to apply to Access to Work for this job?"),
    ),
    Reason.HEALTH_GOOD_DAYS: (
        Ask("employer", "shifts", "how far, and how late, can people change their hours or place of work?"),
    ),
    Reason.CARE_TIMES_NOT_STATED: (_DAYS_AND_TIMES,),
    Reason.CARE_HOURS_VARY: (_DAYS_AND_TIMES,),
    Reason.CARE_TRADING_HOURS: (Ask("employer", "shifts", "can people say no to a shift that does not suit them?"),),
    Reason.CARE_DETOUR_BORDERLINE: (
        Ask("jobseeker", "journey", "how long does the journey by way of {care_place} really take?"),
    ),
    Reason.CARE_HOLIDAYS_NOT_COVERED: (
        Ask("jobseeker", "away_windows_holiday", "could other care be arranged in school holidays?"),
    ),
    Reason.CARE_WINDOWS_NOT_RECORDED: (
        Ask("jobseeker", "away_windows", "on which days and between what times can you be away for work?"),
    ),
    Reason.CARE_PAID_NOT_KNOWN: (
        Ask("jobseeker", "childcare_funded", "how many funded hours of childcare does each child have?"),
    ),
    Reason.CARE_PAID_HOLIDAYS: (
        Ask("jobseeker", "childcare_paid_hours_max", "could you buy more childcare in weeks without funded hours?"),
    ),
    Reason.CARE_ROTA_SOME_PREFER: (_ROTA,),
    Reason.CARE_ROTA_SOME_NOT_STATED: (_ROTA,),
}
WORKPLACE: Final = Ask("employer", "postcode", "what is the postcode of the workplace?")
STARTING_POINT: Final = Ask("jobseeker", "postcode", "what is the postcode that you would set off from?")
CARE_PLACE: Final = Ask(
    "jobseeker", "care_places", "what are the postcodes of the places where you hand over or fetch those you care for?"
)
JOURNEY: Final = Ask("jobseeker", "journey", "how would you travel, and how long would it take there and back?")
TERM_ONLY: Final = Ask("employer", "term_only", "is the work in school terms only?")
DEMAND: Final = Ask("employer", "demands.{code}", "how much {name} does the work ask for?")
ADJUSTMENT: Final = Ask(
    "employer", "demands_adjusted.{code}", "can the change you offer be in place from day one: {name}?"
)
CV: Final = Ask("jobseeker", "cv_text", "could you add a CV, or a few lines on the work you have done?")
SKILLS_ASKED: Final = Ask("employer", "required_skills", "which skills does the work need?")
SKILLS_HELD: Final = Ask("jobseeker", "skills", "which skills do you have?")
PAY: Final = Ask("employer", "pay_min_gbp", "what is the pay?")

# Put after what is said of health, for those who can do something about it.
ALSO_PHASED: Final = _staff("Besides, up to {phased} a week until {phased_until} is recorded.")
REVIEW_DUE: Final = _staff("This record was to be looked at again by {review}. Please review it.")

ASK_PREFIX: Final[dict[Who, Phrase]] = {
    "employer": Phrase("Ask the employer: ", "Ask the employer: ", "Please tell us: "),
    "jobseeker": Phrase("Ask the jobseeker: ", "Tell us: ", "We can ask the jobseeker: "),
}

# --- Parts of the score ---------------------------------------------------------------------

PartState = Literal["unknown", "none", "some", "all", "depends", "no_wish"]
_HALF: Final = "so half of the points are given for now."
_NONE: Final = "This part gives no points."
_DEPENDS: Final = "Something has to be arranged first, so half of the points are given for now."

PARTS: Final[dict[tuple[Part, PartState], Phrase]] = {
    (Part.TEXT, "unknown"): _everyone("There is no CV, or no advert text, to compare. So there are no points for now."),
    (Part.TEXT, "some"): Phrase(
        "Their CV and the advert are {closeness}: {percent} of 100.",
        "Your CV and the advert are {closeness}: {percent} of 100.",
        "Their CV and your advert are {closeness}: {percent} of 100.",
    ),
    (Part.SKILLS, "unknown"): Phrase(
        "{skills_gap}" + f", {_HALF}", "{skills_gap}" + f", {_HALF}", "{skills_gap}" + f", {_HALF}"
    ),
    (Part.SKILLS, "some"): _everyone("{skills}"),
    (Part.TRAVEL, "unknown"): _staff(f"The journey time is not known, {_HALF}"),
    (Part.TRAVEL, "none"): _staff(_NONE),
    (Part.TRAVEL, "some"): _staff("A shorter journey and fewer days on site give more points.{on_site}"),
    (Part.TRAVEL, "all"): _staff("All the points: there is little or no journey."),
    (Part.CARE, "unknown"): _staff(f"It is not known if the times fit, {_HALF}"),
    (Part.CARE, "none"): _staff(_NONE),
    (Part.CARE, "some"): _staff("More time to spare gives more points."),
    (Part.CARE, "all"): _staff("All the points: nothing about the times stands in the way."),
    (Part.CARE, "depends"): _staff(_DEPENDS),
    (Part.HEALTH, "unknown"): _staff(f"What the work asks for is not fully known, {_HALF}"),
    (Part.HEALTH, "none"): _staff(_NONE),
    (Part.HEALTH, "some"): Phrase(
        "Each thing that goes past what they prefer takes points off.{over}",
        "Each thing that goes past what you prefer takes points off.{over}",
    ),
    (Part.HEALTH, "all"): _staff("All the points: the work is within what is recorded, with any change on offer."),
    (Part.PAY, "unknown"): _staff(f"The advert does not say what the pay is, {_HALF}"),
    (Part.PAY, "none"): Phrase(
        "The pay is about {pay} an hour. They asked for {wish}. This part gives no points.",
        "The pay is about {pay} an hour. You asked for {wish}. This part gives no points.",
    ),
    (Part.PAY, "some"): Phrase(
        "The pay is about {pay} an hour. They asked for {wish}.",
        "The pay is about {pay} an hour. You asked for {wish}.",
    ),
    (Part.PAY, "all"): Phrase(
        "The pay is about {pay} an hour. That meets the {wish} that they asked for.",
        "The pay is about {pay} an hour. That meets the {wish} that you asked for.",
    ),
    (Part.PAY, "no_wish"): Phrase(
        "They have set no least pay, so all the points are given.",
        "You have set no least pay, so all the points are given.",
    ),
}

SKILLS_MET: Final = Phrase("They have: {names}.", "You have: {names}.", "They have: {names}.")
SKILLS_PART_MET: Final = _everyone("In part: {names}.")
SKILLS_MISSING: Final = Phrase(
    "Asked for and not on their record: {names}.",
    "Also asked for, and not on your record: {names}.",
    "Asked for and not on their record: {names}.",
)
# What earns part of a skill: another skill, named, and what it is to the one asked for.
SKILL_THROUGH: Final[dict[SkillRelation | None, str]] = {
    SkillRelation.NARROWER: "{skill} (through {via}, a narrower skill)",
    SkillRelation.BROADER: "{skill} (through {via}, a broader skill)",
    SkillRelation.SIBLING: "{skill} (through {via}, a skill of the same group)",
    SkillRelation.NEAR: "{skill} (through {via}, a similar skill)",
    None: "{skill} (through {via})",
}
SKILL_LOW_LEVEL: Final = "{skill} (at a lower level than asked)"
SKILLS_LEFT_OUT: Final = Phrase(
    "The advert names {n} skills; only the {kept} that count most were looked at.",
    "The advert names {n} skills; only the {kept} that count most were looked at.",
    "Your advert names {n} skills; only the {kept} that count most were looked at.",
)
SKILLS_NONE_MET: Final = Phrase(
    "None of the skills asked for is on their record.",
    "None of the skills asked for is on your record yet.",
    "None of the skills asked for is on their record.",
)
SKILLS_NOT_ASKED: Final = Phrase(
    "The advert names no skills", "The advert names no skills", "Your advert names no skills"
)
SKILLS_NOT_RECORDED: Final = Phrase(
    "Their skills are not recorded yet", "Your skills are not recorded yet", "Their skills are not recorded yet"
)
READ_FROM_TEXT: Final = _everyone("This was read from the advert's text.")
SKILLS_READ_FROM_CV: Final = Phrase(
    "The skills on their record were read from their CV.",
    "The skills on your record were read from your CV.",
    "The skills on their record were read from their CV.",
)
SKILLS_READ_FROM_ADVERT: Final = Phrase(
    "The skills asked for were read from the advert's text.",
    "The skills asked for were read from the advert's text.",
    "The skills asked for were read from your advert's text.",
)
LITTLE_RECORDED: Final = Phrase(
    "Hardly anything is on their record yet, so this says little.",
    "Hardly anything is on your record yet, so this says little.",
)
NOTHING_UNKNOWN: Final = _everyone("Nothing is missing, so nothing is taken off.")
SOME_UNKNOWN: Final = _everyone("What is not known: {names}.")

# --- Headings ---------------------------------------------------------------------------

CONSTRAINT_LABELS: Final[dict[Constraint, Phrase]] = {
    Constraint.TRAVEL: _staff("Travel"),
    Constraint.LICENCE: _everyone("Licences and checks"),
    Constraint.HOURS: _everyone("Hours a week"),
    Constraint.HEALTH: _staff("Health and work tasks"),
    Constraint.CARE: _staff("Caring and times"),
}
PART_LABELS: Final[dict[Part, Phrase]] = {
    Part.TEXT: _everyone("CV and advert"),
    Part.SKILLS: _everyone("Skills"),
    Part.TRAVEL: _staff("Travel"),
    Part.CARE: _staff("Caring and times"),
    Part.HEALTH: _staff("Health and work tasks"),
    Part.PAY: _staff("Pay"),
}
TEXT_PART_LABELS: Final[dict[TextPart, Phrase]] = {
    TextPart.MEANING: _everyone("What they are about"),
    TextPart.WORDS: _everyone("Words in common"),
    TextPart.OCCUPATIONS: _everyone("Kind of work"),
}
TEXT_PARTS: Final[dict[tuple[TextPart, bool], Phrase]] = {
    (TextPart.MEANING, True): _everyone("As a whole, they are {meaning}."),
    (TextPart.MEANING, False): _everyone("As a whole, they have nothing in common."),
    (TextPart.WORDS, True): _everyone("Telling words in both: {words}."),
    (TextPart.WORDS, False): _everyone("They have no telling word in common."),
    (TextPart.OCCUPATIONS, True): _everyone("Both read most like the work of {both}."),
    (TextPart.OCCUPATIONS, False): Phrase(
        "The advert reads most like the work of {theirs}, the CV like that of {ours}.",
        "The advert reads most like the work of {theirs}, your CV like that of {ours}.",
        "Your advert reads most like the work of {theirs}, the CV like that of {ours}.",
    ),
}
UNKNOWN_LABEL: Final = _everyone("Not known yet")
HEADLINES: Final[dict[Verdict, Phrase]] = {
    Verdict.OK: Phrase("This job fits what is recorded.", "This job fits what you told us.", "Licences and hours fit."),
    Verdict.CONDITIONAL: Phrase(
        "This job could fit once something is arranged.",
        "This job could fit once something is arranged.",
        "Licences and hours could fit once something is arranged.",
    ),
    Verdict.UNKNOWN: Phrase(
        "This job may fit. Something is not known yet.",
        "This job may fit. Something is not known yet.",
        "Something about licences or hours is not known yet.",
    ),
    Verdict.FAIL: Phrase(
        "This job does not fit what is recorded. See: {blockers}.",
        "This job does not fit what is on your record. See: {blockers}.",
        "This does not fit what is recorded. See: {blockers}.",
    ),
}
VERDICT_WORDS: Final[dict[Verdict, str]] = {
    Verdict.OK: "fits",
    Verdict.CONDITIONAL: "could fit",
    Verdict.UNKNOWN: "to be checked",
    Verdict.FAIL: "does not fit",
}
CONSTRAINTS_HEADING: Final = Phrase(
    "What the job asks and what is recorded", "What the job asks and what you told us", "Licences and hours"
)
PARTS_HEADING: Final = _everyone("Where the points come from")
QUESTIONS_HEADING: Final = Phrase("Questions to ask", "Questions to ask", "Questions")
NO_NAMES: Final = "Ask employers about the job in general. Do not say who it is for, or why."
WEIGHTS_NOTE: Final = "How much each part counts is an assumed value, not one learned from results."


def check_audience(audience: str) -> Audience:
    """Return the audience if it is one of the three.

    Raises
    ------
    UsageError
        If it is not.
    """
    for known in AUDIENCES:
        if audience == known:
            return known
    raise UsageError(f"audience must be one of {list(AUDIENCES)}, found {audience!r}.")
