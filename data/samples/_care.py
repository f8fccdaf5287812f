"""Occupations in care, health support and early years."""

# One piece of writing a line, so that they can be read and compared.
# ruff: noqa: E501
from __future__ import annotations

from _model import Occupation, occupation

CARE: tuple[Occupation, ...] = (
    occupation(
        "care_assistant",
        family="care",
        role="care assistant",
        weight=20,
        titles="Care Assistant; Care Assistant (Days); Night Care Assistant; Healthcare Assistant - Care Home; Bank Carer",
        employers="Larkmead House; Oakhollow Care Homes; The Limes Residential Home; Fernbank Nursing Home; Tidewater Care",
        workplaces="a residential home; a nursing home; a dementia unit; a small family-run care home",
        duties="""
            help residents to wash, dress and get ready for the day in the way they like it done
            serve meals and drinks, and sit with residents who need help or encouragement to eat
            use hoists and slide sheets to move people safely, always with a colleague
            answer call bells promptly and check on residents through the shift
            write clear daily notes on our handheld system and tell the nurse or senior about any change
            join in with activities, from armchair exercise to baking and trips to the garden centre
            keep bedrooms and lounges tidy and change beds
            make visitors welcome and keep families up to date
            support people at the end of their lives, and those close to them, with kindness
            take laundry down, put clean clothes away and look after residents' belongings
        """,
        about_you="""
            You are kind, patient and happy to do personal care.
            Experience in care is welcome but not needed: we train everyone from the start.
            You can write short, clear notes in English.
            You treat every resident as you would want your own family to be treated.
            You can work alternate weekends, like the rest of the team.
            You are reliable, because our residents notice when somebody does not turn up.
            A Care Certificate or NVQ would be an advantage.
        """,
        cv="""
            helped up to twelve residents a shift with washing, dressing and meals
            used standing hoists, full hoists and slide sheets with a second carer
            wrote daily notes and food and fluid charts on a tablet
            sat with residents in the afternoons, talking, doing puzzles and looking at old photographs
            showed new starters round the floor and let them shadow me
            worked a mix of long days and nights, including alternate weekends
            gave drinks and snacks through the night and turned people who could not move themselves
            got to know each resident's habits and passed on small changes at handover
        """,
        skills="personal care; moving and handling people; record keeping; dementia care; infection control; communication with families",
        extra_skills="end of life care; activity planning; medication prompts; hoist use; team working",
        shifts="""
            3 of Mon-Sun 08:00-20:00 :: 33-36 :: Long days, 8am to 8pm, three a week on a rolling rota
            Mon-Thu,Sat 07:30-14:30 | Tue-Fri,Sun 14:30-21:30 :: 30-37.5 :: Earlies 7.30am to 2.30pm and lates 2.30pm to 9.30pm :: all
            3 of Mon-Sun 20:00-08:00 :: 33 :: Three nights a week, 8pm to 8am
            Mon-Fri 09:30-14:30 :: 22.5 :: Day centre hours, Monday to Friday 9.30am to 2.30pm
            Mon-Thu,Sat 08:00-14:00 | Tue-Fri,Sun 14:00-20:00 :: 18-30 :: Mornings or afternoons; tell us which you would rather do :: prefer
            zero_hours :: :: Bank work: we offer shifts by text and you take the ones that suit you
            Sat,Sun 08:00-20:00 :: 22 :: Weekends only, Saturday and Sunday 8am to 8pm
        """,
        pay=(12.71, 14.2),
        licences="dbs_enhanced_barred",
        obtainable="dbs_enhanced_barred",
        demands="lift_carry=4; standing=5; walking=5; bend_kneel=5; shift_length=6; pace_effort=5; working_closely=6; conflict=3; reading_writing=3; change=4",
        adjustments="""
            Ceiling hoists in every room mean there is little lifting :: lift_carry=2; bend_kneel=3
            Six-hour shifts can be agreed instead of long days :: shift_length=3; pace_effort=4
        """,
    ),
    occupation(
        "home_carer",
        family="care",
        role="home carer",
        weight=16,
        titles="Home Care Worker; Community Carer; Domiciliary Care Assistant; Home Carer - Mornings; Care Worker (Driver)",
        employers="Hearthside Home Care; Ninebridge Community Care; Corner House Care; Goodneighbour Homecare; Wayside Support",
        workplaces="a home care agency; a council reablement team; a small domiciliary care company",
        duties="""
            visit people in their own homes to help them get up, washed and dressed
            make breakfast, lunch or a light tea, and leave the kitchen as you found it
            prompt people to take their tablets and record it on the app
            travel between calls on a round kept as close together as we can make it
            collect prescriptions and do small bits of shopping
            notice when somebody is not themselves and ring the office straight away
            help people back to bed at night and lock up safely
            keep people company: for some of our clients you will be the only visitor that day
            follow the care plan and write up each visit before you leave
        """,
        about_you="""
            You like people and can put a stranger at ease on the doorstep.
            You need your own car and business insurance, which we help to pay for.
            You can work on your own and make sensible decisions.
            No experience? Three days of paid training and as much shadowing as you need.
            You are available for some evenings or weekends.
            You are punctual, as a late call means a late breakfast.
        """,
        cv="""
            visited around ten people a day at home to help with washing, dressing and meals
            drove my own car between calls on a rural round
            prompted tablets and recorded every visit on the phone app
            worked alone and rang the office if someone seemed unwell
            covered early mornings and tea calls six days out of fourteen
            helped people regain their independence after a stay in hospital
            built up trust with clients who did not want a carer at first
        """,
        skills="personal care; lone working; medication prompts; record keeping; meal preparation; time management",
        extra_skills="moving and handling people; dementia care; reablement; route planning; communication with families",
        shifts="""
            Mon-Fri 07:00-13:00 :: 25-30 :: Morning rounds, Monday to Friday 7am to 1pm
            Mon-Thu,Sat 07:00-14:00 | Tue-Fri,Sun 15:30-22:00 :: 25-35 :: Morning or evening rounds, whichever you choose :: choose
            zero_hours :: :: Flexible hours: tell us when you are free each week and we build your round
            4 of Mon-Sun 16:00-22:00 :: 22-24 :: Four tea and bedtime rounds a week, 4pm to 10pm
            Mon-Fri 09:30-14:30 :: 20-25 :: School-hours rounds, 9.30am to 2.30pm, Monday to Friday
            Mon-Thu,Sat 07:00-14:00 | Tue-Fri,Sun 15:00-22:00 :: 30-38 :: A rota of mornings and evenings with alternate weekends
        """,
        pay=(12.9, 14.6),
        licences="dbs_enhanced_barred; driving_b",
        obtainable="dbs_enhanced_barred",
        needs_vehicle=0.7,
        demands="lift_carry=3; standing=4; walking=4; bend_kneel=4; driving=5; steps_access=4; lone_working=6; shift_length=3; reading_writing=3; working_closely=5",
        adjustments="""
            Walking rounds in town are available for carers who do not drive :: driving=0
            We can build a round without double-handed lifting calls :: lift_carry=2
        """,
    ),
    occupation(
        "support_worker",
        family="care",
        role="support worker",
        weight=13,
        titles="Support Worker; Support Worker - Supported Living; Relief Support Worker; Community Support Worker; Waking Night Support Worker",
        employers="Openway Support; Kestrel Supported Living; Two Rivers Trust; Bridgefield Community Support; Your Own Door",
        workplaces="a supported living house; a charity for adults with learning disabilities; a hostel; a day service",
        duties="""
            support adults with learning disabilities to live in their own homes and run their own lives
            go with people to the gym, to college, to see friends and to appointments
            help people plan a week of meals, shop for it and cook it
            support people to manage their money and open their post
            give medication once you are trained and signed off
            use calm, positive approaches when somebody is upset
            keep support plans and daily records up to date
            help people to find voluntary or paid work
            keep the house safe, clean and homely together with the people who live there
        """,
        about_you="""
            Your values matter more to us than your CV: we can teach the rest.
            You can listen, and you do not rush people.
            You stay calm when plans change at the last minute.
            You are willing to do sleep-ins, which are paid on top.
            A driving licence helps but is not essential.
            You may have supported a relative or friend, and we count that as experience.
        """,
        cv="""
            supported three adults in a shared house with daily living and going out
            helped people to cook, budget and keep appointments
            wrote support plans and daily records
            stayed calm and kept people safe when they became distressed
            took people swimming, bowling and to church
            gave medication after training and kept the sheets correct
            did sleep-ins and waking nights
        """,
        skills="person-centred support; record keeping; positive behaviour support; medication administration; de-escalation; communication",
        extra_skills="budgeting support; meal preparation; safeguarding; makaton; driving",
        shifts="""
            Mon-Thu,Sat 07:00-15:00 | Tue-Fri,Sun 14:00-22:00 :: 30-37.5 :: Earlies and lates across the week :: all
            4 of Mon-Sun 21:30-07:30 :: 38 :: Waking nights, four a week, 9.30pm to 7.30am
            Mon-Fri 09:00-15:00 :: 27.5 :: Day opportunities, Monday to Friday 9am to 3pm
            zero_hours :: :: Relief work as and when
            3 of Mon-Sun 09:00-21:00 :: 34-36 :: Three long days a week, 9am to 9pm
            Mon-Thu,Sat 08:00-15:00 | Tue-Fri,Sun 15:00-22:00 :: 16-30 :: We write the rota around what you can do :: prefer
        """,
        pay=(12.75, 14.5),
        licences="dbs_enhanced_barred",
        obtainable="dbs_enhanced_barred",
        demands="lift_carry=2; standing=3; walking=4; conflict=5; change=5; concentration=4; reading_writing=3; shift_length=5; working_closely=5; night_work=4",
        adjustments="""
            You can be placed in a quieter house with a settled team :: conflict=3; change=3
            Day-only rotas are possible :: night_work=0; shift_length=4
        """,
    ),
    occupation(
        "healthcare_assistant",
        family="care",
        role="healthcare assistant",
        weight=8,
        titles="Healthcare Assistant; Healthcare Support Worker; Ward Support Worker; Clinic Assistant",
        employers="Westgate Community Hospital; Millpond Health; St Bride's Hospital Services; Quayside Surgery Group",
        workplaces="a hospital ward; an outpatient clinic; a GP surgery; a community hospital",
        duties="""
            help patients with washing, meals and getting to the bathroom
            take temperatures, blood pressure and pulse, and write them on the chart
            make beds and keep bays clean and ready for the next admission
            go with patients to X-ray and other departments
            chaperone in clinic and set up rooms between appointments
            restock trolleys, linen and dressings
            tell the nurse in charge when an observation is outside the limits
            take blood once you have done our training
            answer patients' questions, or find the person who can
        """,
        about_you="""
            You have some experience of caring for people, paid or unpaid.
            You can follow written procedures exactly.
            You work well in a busy team and keep your head when the ward is full.
            You have maths and English at level 2, or will work towards them with us.
            You respect privacy and confidentiality at all times.
            You can work shifts including some weekends and bank holidays.
        """,
        cv="""
            looked after a bay of six patients under the direction of a nurse
            took and recorded observations and reported changes
            set up clinic rooms and chaperoned examinations
            helped patients with meals, washing and walking after operations
            kept stock and linen topped up
            did the hospital's training in venepuncture and infection control
            worked bank shifts on several wards, so learned to fit in quickly
        """,
        skills="clinical observations; personal care; infection control; record keeping; confidentiality; moving and handling people",
        extra_skills="taking blood; chaperoning; stock control; patient transport; team working",
        shifts="""
            3 of Mon-Sun 07:15-19:45 :: 34.5-37.5 :: Long days, 7.15am to 7.45pm, three a week
            Mon-Fri 08:30-16:30 :: 37.5 :: Clinic hours, Monday to Friday 8.30am to 4.30pm
            Mon,Tue,Thu 09:00-14:30 :: 16.5 :: Three clinics a week, 9am to 2.30pm
            Mon,Tue,Sat 07:15-19:45 | Wed,Thu,Sun 19:15-07:45 :: 34.5-37.5 :: Internal rotation of days and nights :: all
            zero_hours :: :: Bank shifts booked through an app
        """,
        pay=(12.85, 14.1),
        licences="dbs_enhanced",
        obtainable="dbs_enhanced",
        annual_pay=0.5,
        demands="lift_carry=4; standing=6; walking=6; bend_kneel=4; shift_length=6; pace_effort=5; concentration=5; working_closely=6; conflict=3; dust_chemicals=2",
        adjustments="""
            Half shifts can be agreed with the ward manager :: shift_length=3; pace_effort=4
            A clinic post with little moving of patients can be offered :: lift_carry=2; bend_kneel=2; walking=4
        """,
    ),
    occupation(
        "nursery_practitioner",
        family="early_years",
        role="nursery practitioner",
        weight=9,
        titles="Nursery Practitioner; Level 3 Nursery Nurse; Early Years Educator; Room Leader - Toddlers",
        employers="Little Acorns Day Nursery; Puddleducks Nursery; Sunbeam Corner; The Treehouse Early Years; Bumblebee Barn",
        workplaces="a day nursery; a preschool; a nursery school; a children's centre",
        duties="""
            plan play that builds on what each child is interested in
            be key person to a small group and keep their learning journals up to date
            change nappies, settle little ones to sleep and sit with them at meals
            talk with parents at drop-off and pick-up about their child's day
            set up the garden every morning, whatever the weather
            follow our safeguarding policy and report any concern the same day
            support children who need extra help with speech or behaviour
            keep ratios right and the room safe
            lead a room team of three and cover for the deputy
        """,
        about_you="""
            You hold a full and relevant level 3 in early years.
            You are warm, playful and happy to get paint on your sleeves.
            You know the early years framework and can put it into plain words for a parent.
            You have a paediatric first aid certificate, or we will send you on the course.
            You can work between 7.30am and 6pm, on shifts agreed a month ahead.
            You are a good colleague: small rooms need people who talk to each other.
        """,
        cv="""
            was key person to six two-year-olds and kept their journals
            planned activities for the toddler room each week
            led singing and story time every day
            spoke with parents at the door and wrote the daily diary
            settled new children with home visits and short first days
            made sure ratios and risk assessments were right
            helped the special needs coordinator with speech and language plans
        """,
        skills="early years framework; child development; planning play; safeguarding children; key person working; communication with parents",
        extra_skills="paediatric first aid; special needs support; team leading; phonics; record keeping",
        shifts="""
            Mon-Fri 08:00-18:00 :: 40-45 :: Monday to Friday, 8am to 6pm
            Mon-Fri 07:30-16:30 | Mon-Fri 09:00-18:00 :: 40 :: Earlies and lates, Monday to Friday :: all
            4 of Mon-Fri 08:00-18:00 :: 36 :: Four long days a week, Monday to Friday
            Mon-Fri 09:00-15:00 :: 27.5-30 :: Preschool hours, 9am to 3pm
            Mon-Wed 08:00-17:30 :: 25.5 :: Monday to Wednesday, 8am to 5.30pm
        """,
        pay=(13.0, 15.0),
        licences="early_years_level_3; dbs_enhanced_barred",
        obtainable="dbs_enhanced_barred",
        annual_pay=0.3,
        demands="lift_carry=4; standing=5; walking=4; bend_kneel=6; noise=5; concentration=5; shift_length=5; working_closely=6; reading_writing=4; cold_heat_outdoors=3",
        adjustments="""
            A place in the preschool room, where there is little lifting, can be agreed :: lift_carry=2; bend_kneel=4
            Ear protection and quiet breaks are fine by us :: noise=3
        """,
    ),
    occupation(
        "nursery_assistant",
        family="early_years",
        role="nursery assistant",
        weight=8,
        titles="Nursery Assistant; Nursery Apprentice; Unqualified Nursery Assistant; Apprentice Early Years Practitioner; After-School Club Assistant; Playworker",
        employers="Little Acorns Day Nursery; Pebbles Preschool; Sunbeam Corner; Kites After-School Club; Bumblebee Barn",
        workplaces="a day nursery; an after-school club; a holiday play scheme; a parent and toddler group",
        duties="""
            help the room team to care for babies, toddlers or preschool children
            read stories, build dens and join in on the carpet
            prepare snacks and clear up after meals
            help children with coats, shoes, hand washing and toilet training
            collect children from school and walk them to the club
            wash toys and keep the room clean
            set out activities that the qualified staff have planned
            keep an eye on who is where, and count heads often
            write a line or two for each child's daily diary
        """,
        about_you="""
            You enjoy being with young children and do not mind noise and mess.
            You do not need a qualification: we can put you through level 2 or 3.
            You are reliable and on time, as ratios depend on it.
            You have looked after children in your family, babysat or volunteered.
            You are ready to learn about safeguarding and first aid.
            You can speak clearly and cheerfully with children and parents.
        """,
        cv="""
            helped in the baby room with feeding, changing and sleep times
            played games and ran craft tables at a holiday scheme
            walked children from school to the club and signed them in
            prepared snacks and cleaned the room at the end of the day
            looked after younger brothers, sisters and cousins from a young age
            volunteered every Thursday at a toddler group in the church hall
            kept children safe in the garden and on local walks
        """,
        skills="childcare; play; hygiene; safeguarding children; team working; communication with parents",
        extra_skills="story reading; arts and crafts; snack preparation; paediatric first aid; outdoor play",
        shifts="""
            Mon-Fri 08:00-17:00 :: 37.5-40 :: Monday to Friday, 8am to 5pm
            Mon-Fri 15:00-18:00 :: 15 :: Term-time afternoons, 3pm to 6pm
            Mon-Fri 07:30-09:00; Mon-Fri 15:00-18:00 :: 22.5 :: Breakfast and after-school club, 7.30am to 9am and 3pm to 6pm
            Mon-Fri 09:15-14:45 :: 25-27.5 :: School hours, 9.15am to 2.45pm
            3 of Mon-Fri 08:00-18:00 :: 27 :: Any three days, 8am to 6pm
        """,
        pay=(12.71, 13.1),
        licences="dbs_enhanced_barred",
        obtainable="dbs_enhanced_barred",
        term_only=0.25,
        apprentice=True,
        demands="lift_carry=3; standing=5; walking=4; bend_kneel=5; noise=5; concentration=4; working_closely=5; shift_length=4",
        adjustments="""
            Work with older children at the club can be offered, with no lifting :: lift_carry=1; bend_kneel=3
            Ear protection and quiet breaks are fine by us :: noise=3
        """,
    ),
)
