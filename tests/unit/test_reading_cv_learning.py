"""Languages, qualifications and skills of CVs: listed, told, forgotten, or only wished for."""

from __future__ import annotations

import datetime as dt

import pytest

from jobmatch import read_cv

DAY = dt.date(2026, 1, 15)


@pytest.mark.parametrize(
    ("text", "languages"),
    [
        ("Languages: Polish (native), English (B2)", ["Polish (native)", "English (B2)"]),
        ("fluent Punjabi and Urdu", ["Punjabi (fluent)", "Urdu"]),
        (
            "Languages\nUkrainian & Russian - native. Polish - A2.",
            ["Ukrainian (native)", "Russian (native)", "Polish (A2)"],
        ),
        ("## Spoken languages\nCantonese (home), Mandarin (fluent)", ["Cantonese", "Mandarin (fluent)"]),
        ("LANGUAGE\nEnglish communicative", ["English (communicative)"]),
        ("SPEAK Bulgarian, Turkish, English basic", ["Bulgarian", "Turkish", "English (basic)"]),
        (
            "Languages: Pashto (native); Dari (native); English (C1)",
            ["Pashto (native)", "Dari (native)", "English (C1)"],
        ),
        ("Languages: Bengali, Sylheti, Yoruba, Twi, Shona", ["Bengali", "Sylheti", "Yoruba", "Twi", "Shona"]),
        ("Cymraeg / Welsh: fluent, spoken and written.", ["Welsh (fluent)"]),
        ("I get by in French.", ["French"]),
        ("basic BSL", ["British Sign Language (basic)"]),
        ("I speak Somali fluently and read Arabic but do not speak it.", ["Somali (fluent)"]),
        ("Languages: English; school French (forgotten)", ["English"]),
        ("Languages\nFrench - can follow a conversation, not confident speaking\nEnglish", ["English"]),
        ("Languages: Gaelic learner, German (rusty), Welsh", ["Welsh"]),
        ("GCSEs: English Language 4, Spanish 3", []),
        ("Languages\nTamil, GCSE German", ["Tamil"]),
        ("Interests\nDuolingo Japanese, speaking clubs", []),
        ("A Turkish barbers where we speak to customers", []),
        ("Languages\nSpanish\n\nNational Insurance", ["Spanish"]),
        ("American Sign Language", []),
        ("Driving licence.\nEnglish and Hungarian.", ["English", "Hungarian"]),
        ("LANG. TAMIL, ENGLISH", ["Tamil", "English"]),
        ("speak polish and english", ["Polish", "English"]),
        ("I polish and clean floors", []),
        ("Languages\nEnglish, Turkish (a few words at work)", ["English"]),
        ("Scots Law with French LLB, written exams", []),
    ],
)
def test_languages(text: str, languages: list[str]) -> None:
    assert read_cv(text).languages == languages


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("GCSEs: Maths C, English B", ["GCSEs, level 2: maths c"]),
        ("Education\nNVQ L2 Retail", ["NVQ, level 2"]),
        ("I did my NVQ 2 and NVQ 3 in Hairdressing at college", ["NVQ, level 2", "NVQ, level 3: hairdressing"]),
        ("Qualifications\nCity & Guilds 2357", ["City & Guilds"]),
        (
            "Tickets & quals\nC&G 2360 parts 1 & 2 / NVQ 3 Electrotechnical / AM2",
            ["City & Guilds", "NVQ, level 3", "AM2"],
        ),
        ("Education\nBA (Hons) Marketing, 2:1, University of Portsmouth", ["degree, level 6: marketing"]),
        ("Education\nBSc Sport Science", ["degree, level 6: sport science"]),
        ("Education\nMA Social Work, University of Keele", ["master's degree, level 7: social work"]),
        ("Education\nLevel 2 Spectator Safety", ["certificate, level 2: spectator safety"]),
        ("I have a Level 2 Customer Service award", ["certificate, level 2: customer service award"]),
        ("Otley College, Level 2 Land Based Engineering 2012", ["certificate, level 2: land based engineering"]),
        ("Training\nMakaton level 1 & 2", ["certificate, level 1: makaton"]),
        (
            "Training\nDisability awareness, Conflict resolution",
            ["awareness: disability", "course: conflict resolution"],
        ),
        ("Qualifications\nPeer mentor award", ["award: peer mentor"]),
        ("Education\nHigher English, 5 Standard Grades", ["Scottish school qualifications"]),
        ("Education\nIrish Leaving Cert 2012\nLiceum, matura 2013", ["school leaving certificate"]),
        ("Qualifications\nCompTIA A+ (2020)\nITIL 4 Foundation", ["CompTIA", "ITIL"]),
        ("Certificates\nRSA Stage III Typewriting\nECDL 2008", ["RSA", "ECDL"]),
        ("Education\nAccess to Nursing Diploma, Gateshead", ["access course, level 3"]),
        ("After my A levels (Drama, History) I worked in a bar", ["A levels, level 3"]),
        ("My course was ESOL Entry 3, passed 2023", ["ESOL"]),
        ("Education\nTQUK Level 3 Teaching Assistant", ["certificate, level 3: teaching assistant"]),
        ("Training\nFood Safety Level 2 exp Dec 2027", ["certificate, level 2: food safety"]),
        (
            "Education\nDip HE Mental Health Nursing, De Montfort",
            ["diploma of higher education, level 5: mental health nursing"],
        ),
        ("Education\nP.G.C.E., Oak University", ["postgraduate certificate, level 7"]),
        ("Education\nMPharm, Oak University", ["master's degree, level 7"]),
        ("Qualifications\nGNVQ Intermediate Business", ["NVQ"]),
        ("Tickets\nBOSIET; Sea Survival", ["offshore survival"]),
        ("Courses inside\nMoving and assisting", ["course: moving and assisting"]),
        ("Certificates: Microsoft MS-900", ["Microsoft certification"]),
        ("Formation / Education\nSpecialist Diploma in Transfusion", ["diploma: transfusion"]),
        ("Education\nMentorship in Practice, Queen's University Belfast, 2021", ["course: mentorship in practice"]),
        ("I did a Health and Safety in a Construction Environment Level 1", ["health and safety"]),
        ("Work\nCleaner 2015 - 2017\nschool 6 gcse 2015", ["GCSEs, level 2"]),
        ("QUALIFICATION: G.C.E. ADVANCED LEVEL COMMERCE", ["A levels, level 3"]),
        # not held, or not of the person
        ("Education\nOak High School, Leeds, 2015", []),
        ("Education\nLeeds City College, 2015", []),
        ("Courses\nILS (lapsed 2024)", []),
        ("Looking for an apprenticeship in motor vehicle", []),
        ("Education\nDiploma in Law, applied for 2026 entry", []),
        ("Education\nLevel 1 Award in Food Hygiene - booked for February", []),
        ("Keen to start CIMA", []),
        ("Processed ACS reports and MIDAS data", []),
        ("School\nOak High, left 2009 with no GCSEs", []),
        ("QUALS : HNC Business (not completed)", []),
        ("Education\nAAT Level 3 Diploma in Accounting - in progress", []),
        ("Qualifications\nLevel 2 food hygiene - out of date", []),
        ("Education\nNVQ L2 Bricklaying - incomplete", []),
        ("Education\nACCA part-qualified", []),
        ("I'm about to start, and studying for an NVQ 3", []),
        ("Skills\nGCSE and A-level Maths teaching, Excel", []),
        ("Employment\nLevel 2 Teaching Assistant 2015 - 2017", []),
        ("Employment\nTutor 2015 - 2017\nTaught level 3 health students, and Duke of Edinburgh", []),
        ("Lives in Boston, MA with family", []),
        ("References\nMr Oak BSc", []),
    ],
)
def test_qualifications(text: str, found: list[str]) -> None:
    assert read_cv(text).qualifications == found


@pytest.mark.parametrize(
    "text",
    [
        "My Microsoft Excel is rusty",
        "Microsoft Excel - never used",
        "Haven't used Microsoft Excel or a till",
        "I can't use Microsoft Excel",
        "just about manage email, no Microsoft Excel",
        "Microsoft Excel (would need a refresher)",
        "not confident in Microsoft Excel",
        "hopeless at Microsoft Excel",
        "I lack Microsoft Excel",
        "I'd love to learn Microsoft Excel",
        "Never done Microsoft Excel",
        "Microsoft Excel: none",
        "Microsoft Excel skills need updating",
        "unfamiliar with Microsoft Excel",
        "I struggle with Microsoft Excel",
        "It's years since I used Microsoft Excel",
        "Still learning: Kubernetes, Microsoft Excel",
        "Things I can't do: welding, Microsoft Excel",
        "No experience of Microsoft Excel",
        "Microsoft Excel? No.",
        "Microsoft Excel: never",
        "All of Office except Microsoft Excel",
        "I know most programs apart from Microsoft Excel",
        "Not got: Microsoft Excel",
        "Beginner only: Microsoft Excel",
        "Not yet: Azure, Microsoft Excel",
        "DO NOT HAVE: MICROSOFT EXCEL",
        "Microsoft Excel is not something I can offer",
        "Microsoft Excel defeats me",
        "Microsoft Excel I am not good with",
        "I would like Microsoft Excel training",
        "Would consider Microsoft Excel or reception",
        "if somebody trains me in Microsoft Excel",
        "want to do Microsoft Excel",
    ],
)
def test_skills_that_are_lacked(text: str) -> None:
    assert "Microsoft Excel" not in read_cv(text).skills


@pytest.mark.parametrize(
    ("text", "skill"),
    [
        ("Want to move into welding", "welding"),
        ("I hope to get into care planning", "care planning"),
        ("Forklift: lapsed. Looking to change to welding", "welding"),
        ("PTSD, receiving counselling, stable", "counselling"),
    ],
)
def test_wishes_and_what_is_done_for_somebody(text: str, skill: str) -> None:
    assert skill not in read_cv(text).skills


@pytest.mark.parametrize(
    ("text", "skill"),
    [
        ("Good at Microsoft Excel, never late", "Microsoft Excel"),
        ("I never only did till work, also cash handling", "cash handling"),
        ("I offered counselling to young people", "counselling"),
        ("No problem with Microsoft Excel", "Microsoft Excel"),
        ("Supported people who struggle with cleaning", "cleaning"),
        ("Learning support and cash handling", "cash handling"),
        ("Microsoft Excel. My driving is rusty.", "Microsoft Excel"),
        ("I don't do pastry. Good at cash handling", "cash handling"),
        ("Microsoft Excel? No problem", "Microsoft Excel"),
        ("I would like to use my Microsoft Excel", "Microsoft Excel"),
        ("Want to work days. Microsoft Excel", "Microsoft Excel"),
        ("Nothing gets past me. Exceptional at Microsoft Excel", "Microsoft Excel"),
        ("I have trained people in Microsoft Excel", "Microsoft Excel"),
    ],
)
def test_what_is_said_of_something_else_takes_no_skill_back(text: str, skill: str) -> None:
    assert skill in read_cv(text).skills


def test_dari_is_a_language_of_its_own_and_the_skill_that_the_list_has() -> None:
    cv = read_cv("Languages: Dari (native)")
    assert cv.languages == ["Dari (native)"]
    assert cv.skills == ["Farsi"]
