"""How people write about themselves: situations, and the words around a work history."""

# One piece of writing a line, so that they can be read and compared.
from __future__ import annotations

from dataclasses import dataclass

from _model import items, lines


@dataclass(frozen=True, slots=True)
class Situation:
    """Why somebody is looking for work; {a_role}, {role}, {workplace}, {years} and {wanted} are filled in."""

    key: str
    weight: int
    jobs: tuple[int, int]
    years: tuple[int, int]
    openers: tuple[str, ...]
    closers: tuple[str, ...]
    skills: tuple[str, ...]


def _situation(
    key: str, weight: int, jobs: tuple[int, int], years: tuple[int, int], openers: str, closers: str, skills: str
) -> Situation:
    return Situation(key, weight, jobs, years, lines(openers), lines(closers), items(skills))


SITUATIONS: tuple[Situation, ...] = (
    _situation(
        "experienced",
        48,
        (1, 2),
        (3, 15),
        """
        I am {a_role} with {years} years of experience, most of them in {workplace}.
        Experienced {role}, {years} years, used to working in {workplace}.
        I have worked as {a_role} for {years} years and would like to find a permanent job near home.
        Reliable and hard-working {role}. My last job was in {workplace}.
        I take pride in my work and have been {a_role} for most of the last {years} years.
        """,
        """
        Good references available.
        I am available at once.
        I would like to stay in this line of work.
        I get on with most people and my time keeping is good.
        """,
        "teamwork; time management",
    ),
    _situation(
        "returner_children",
        30,
        (1, 2),
        (2, 8),
        """
        I am returning to work after bringing up my children and I am keen to get going again.
        I have been at home with my children for {years} years. Before that I was {a_role} in {workplace}.
        Now that my youngest is at school I am looking for part-time work as {wanted}.
        Full-time parent for the last {years} years, and ready to return to work.
        """,
        """
        While at home I helped at the school fair and did the accounts for the toddler group.
        Running a household on a budget has taught me to plan ahead.
        I have kept my computer skills up with a course at the library.
        I am looking for steady hours that I can keep to.
        """,
        "organisation; budgeting; time management",
    ),
    _situation(
        "returner_carer",
        18,
        (1, 2),
        (2, 12),
        """
        I gave up work to look after my mother and I am now ready to go back.
        For the past {years} years I have cared for a member of my family. Before that I worked as {a_role}.
        I am returning to work after a long time as an unpaid carer.
        There is a gap of {years} years in my work history because I was caring for my father at home.
        """,
        """
        Caring taught me patience, and how to deal with doctors, forms and appointments.
        I am honest about the gap and happy to talk about it.
        I have done a short return to work course this autumn.
        I am looking for an employer who will give me a chance to show what I can do.
        """,
        "patience; organisation; communication",
    ),
    _situation(
        "school_leaver",
        24,
        (0, 1),
        (0, 1),
        """
        I left school this summer with GCSEs in English, maths and science and I am looking for my first job.
        I am eighteen and have just finished college. I am hard working and willing to learn.
        I finished my A levels in June and would like to work for a year or two before deciding what to study.
        I am looking for an apprenticeship or a first job as {wanted}. I learn quickly when I am shown how.
        I did two weeks of work experience in {workplace} in Year 10 and I really enjoyed it.
        """,
        """
        I have had a paper round since I was fourteen and was never late.
        I play football on Sundays and help to coach the under nines.
        I completed my bronze Duke of Edinburgh award.
        At home I help to look after my little brother and sister.
        I am good with phones and computers and pick things up fast.
        """,
        "teamwork; computer skills; willingness to learn",
    ),
    _situation(
        "changer",
        34,
        (1, 3),
        (4, 20),
        """
        After {years} years as {a_role} I am looking for a change and would like to work as {wanted}.
        My background is in {workplace}, but I want to retrain as {wanted}.
        I am looking for something new. I have been {a_role} and can bring a lot of that with me.
        I have decided to leave my trade after {years} years and am open to most kinds of work, above all as {wanted}.
        """,
        """
        I do not mind starting at the bottom again.
        I have begun an evening course to prepare for the change.
        The skills I would bring are dealing with people, keeping to deadlines and turning up.
        I have spent a week shadowing and know that it is for me.
        """,
        "adaptability; communication; problem solving",
    ),
    _situation(
        "esol",
        26,
        (1, 2),
        (2, 10),
        """
        I come to UK two years ago. In my country I work as {a_role} for {years} years.
        My English is intermediate and I go to ESOL class two times a week. I have experience as {a_role}.
        I am hard working person and I want to find job as {wanted}. I have right to work in UK.
        I speak three languages. Before I came to the UK I was {a_role} in {workplace}.
        My English is getting better every month. I can read and write well and I understand instructions at work.
        """,
        """
        I learn fast and I am never late.
        I am happy to do any shift and any training.
        I speak Arabic, some Turkish and English.
        I speak Polish, Russian and good English.
        I speak Romanian, Italian and English level 2.
        I want to make future here with my family.
        """,
        "languages; willingness to learn; teamwork",
    ),
    _situation(
        "redundant",
        22,
        (1, 2),
        (6, 25),
        """
        I was made redundant in September after {years} years when the site closed.
        Redundant {role} looking for a new start. I was in the same firm for {years} years.
        My job as {a_role} ended when the company moved away. I have not had to look for work since I was young.
        """,
        """
        I have plenty of working years left and plenty to give.
        I was off work for only six days in all that time.
        I would consider a lower wage for the right job.
        I am taking a computer course at the Jobcentre's suggestion.
        """,
        "time management; training others; teamwork",
    ),
    _situation(
        "short_spells",
        26,
        (2, 3),
        (1, 4),
        """
        I have mostly done agency and temporary work and would like something permanent.
        I have had several short jobs, including as {a_role} in {workplace}.
        I have done a bit of everything and can turn my hand to most things.
        I have not worked since last year but I did {years} years of agency work before that.
        """,
        """
        The agency always asked me back.
        I want to settle in one place now.
        I have no car but I get up early.
        I am free to start tomorrow.
        """,
        "adaptability; teamwork",
    ),
    _situation(
        "long_gap",
        16,
        (1, 1),
        (1, 6),
        """
        I have been out of work for some time and I am ready to start again, perhaps with fewer hours at first.
        It has been {years} years since my last job as {a_role}. I have used the time to volunteer.
        I have a gap in my work history, and I would rather show you what I can do now.
        """,
        """
        I volunteer at the food bank on Wednesdays, sorting and packing.
        I help in a charity shop two mornings a week.
        I have built up my confidence with a course at the community centre.
        I would welcome a work trial.
        """,
        "volunteering; teamwork; time management",
    ),
)
# How a second or third job is brought in, and a first one.
MORE_JOBS: tuple[str, ...] = (
    "I have also worked in {workplace}.",
    "Before that I was in {workplace}.",
    "For a time I had a job in {workplace} too.",
)
FIRST_JOB = "At weekends and in the holidays I have worked in {workplace}."
# Sentences that fit almost anybody.
GENERAL: tuple[str, ...] = lines("""
    I am honest, reliable and polite.
    I can work alone or in a team.
    I like to be busy and do not like sitting about.
    I have basic computer skills and use email and the internet every day.
    I am organised and finish what I start.
    I have a good sense of humour and stay calm.
    I passed a level 2 food safety course online.
    I hold a certificate in customer service.
    I did a first aid course with my local sports club.
    I am doing functional skills maths at the moment.
    In my spare time I cook, walk and look after the garden.
    I enjoy mending things at home.
    I help to run a stall at the Saturday market.
""")
SCHOOLING: tuple[str, ...] = lines("""
    GCSEs in English and maths.
    NVQ level 2.
    Left school at sixteen and learned on the job.
    City and Guilds, part one.
    A BTEC from the local college.
    School certificate from abroad, assessed as equal to GCSE.
    Functional skills level 1 in English and maths.
""")
# Slips of the pen: rarely, one in a text.
TYPOS: dict[str, str] = {
    "experience": "experiance",
    "responsible": "responsable",
    "receiv": "reciev",
    "available": "availible",
    "cleaned": "cleand",
    "because": "becuase",
    "customers": "custmers",
    "their": "thier",
    "friendly": "freindly",
    "working": "workign",
    "would": "woudl",
    "colleague": "collegue",
}
# What a person's caring leaves free: (weight, in term, in the holidays or None for the same).
CARE_WINDOWS: tuple[tuple[int, str, str | None], ...] = (
    (9, "Mon-Fri 09:15-15:00", "none"),
    (7, "Mon-Fri 09:00-15:15", "none"),
    (4, "Mon-Fri 09:00-14:45", "Mon,Wed 09:00-17:00"),
    (3, "Mon-Fri 08:00-17:45", "Mon-Fri 08:30-17:00"),
    (7, "Mon-Fri 07:30-18:00", None),
    (3, "Mon-Wed 07:45-17:45", None),
    (3, "Mon,Tue,Thu 07:30-18:00", None),
    (4, "Mon-Fri 17:45-23:30; Sat,Sun 07:00-22:00", None),
    (2, "Sat,Sun 06:00-23:00", None),
    (2, "Mon-Fri 20:30-08:00", None),
    (4, "Mon-Fri 09:30-14:30", None),
    (2, "Mon,Wed,Fri 08:00-16:30; Sat 09:00-13:00", None),
    (2, "Mon-Fri 09:15-15:00; Sat,Sun 08:00-20:00", "Sat,Sun 08:00-20:00"),
    (1, "Fri 16:00 to Sun 18:00", None),
)
# Functional limits as a work coach would note them: (weight, capacity, dimensions that are preferences, step-free).
CAPACITIES: tuple[tuple[int, str, str, bool], ...] = (
    (6, "lift_carry=2", "", False),
    (5, "lift_carry=3; bend_kneel=3", "", False),
    (4, "lift_carry=2; standing=3; walking=3", "", False),
    (3, "standing=4; walking=4; steps_access=2", "steps_access", False),
    (2, "standing=1; walking=1; steps_access=0; lift_carry=2", "", True),
    (2, "walking=2; steps_access=1", "", True),
    (3, "sitting=4; lift_carry=3", "sitting", False),
    (4, "shift_length=3; pace_effort=4", "", False),
    (3, "pace_effort=3; shift_length=2; night_work=0", "", False),
    (3, "noise=3; change=3; public_facing=4", "noise", False),
    (3, "public_facing=2; conflict=1; speech_phone=2", "", False),
    (2, "conflict=2; pressure_targets=3", "pressure_targets", False),
    (2, "hearing=2; speech_phone=2", "", False),
    (2, "vision_detail=3; driving=0", "", False),
    (2, "dexterity=3; grip_vibration=2", "", False),
    (2, "heights=0; hazards=2; driving=0", "", False),
    (2, "dust_chemicals=2; cold_heat_outdoors=3", "", False),
    (2, "reading_writing=2; learning_complexity=3", "reading_writing", False),
    (2, "time_without_break=3; walking=5", "", False),
    (2, "concentration=4; lone_working=3", "lone_working", False),
)
