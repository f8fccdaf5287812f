"""Occupations in and around schools."""

# One piece of writing a line, so that they can be read and compared.
# ruff: noqa: E501
from __future__ import annotations

from _model import Occupation, occupation

SCHOOLS: tuple[Occupation, ...] = (
    occupation(
        "teaching_assistant",
        family="schools",
        role="teaching assistant",
        weight=12,
        titles="Teaching Assistant; Teaching Assistant (1:1 Support); SEN Teaching Assistant; Learning Support Assistant",
        employers="Hillcrest Primary School; St Aidan's Primary School; Riverside Academy; Moorview Special School; Ashdown Junior School",
        workplaces="a primary school; a special school; a secondary school; a reception class",
        duties="""
            work with one pupil or a small group under the class teacher's guidance
            hear children read every morning and note how they get on
            adapt worksheets and set up resources for lessons
            support a child with additional needs to join in with the class
            help to run a phonics or maths catch-up group
            supervise the playground on a rota
            help with changing and toileting where a child needs it
            prepare displays and keep the classroom in order
            go along on school trips and to swimming
        """,
        about_you="""
            You have GCSE English and maths or the equivalent.
            Experience with children is useful, whether at work, at home or as a volunteer.
            You are patient, and you can say the same thing five different ways.
            You work closely with teachers and follow the plan for each child.
            You understand that safeguarding comes first.
            You can keep what you hear in school to yourself.
            You are comfortable on a computer and happy to learn our systems.
        """,
        cv="""
            supported a Year 2 class and took small groups for reading
            worked one to one with a pupil with additional needs
            ran a phonics catch-up group four mornings a week
            prepared resources and wall displays
            helped on school trips and at sports day
            volunteered to hear readers at my children's school for two years
            kept notes of progress for the teacher and the SENCO
        """,
        skills="classroom support; phonics; safeguarding children; one to one support; behaviour support; communication with children",
        extra_skills="special needs support; resource preparation; first aid; record keeping; playground supervision",
        shifts="""
            Mon-Fri 08:45-15:15 :: 30 :: Monday to Friday, 8.45am to 3.15pm
            Mon-Fri 09:00-15:00 :: 27.5 :: Monday to Friday, 9am to 3pm
            Mon-Fri 08:45-12:15 :: 17.5 :: Mornings only, 8.45am to 12.15pm
            Mon-Fri 12:45-15:15 :: 12.5 :: Afternoons only, 12.45pm to 3.15pm
            Mon-Fri 08:30-15:45 :: 32.5 :: Monday to Friday, 8.30am to 3.45pm
        """,
        pay=(12.85, 14.0),
        licences="dbs_enhanced_barred",
        obtainable="dbs_enhanced_barred",
        term_only=0.95,
        demands="lift_carry=2; standing=4; walking=3; bend_kneel=4; noise=5; concentration=4; reading_writing=4; conflict=3; change=3; working_closely=5",
        adjustments="""
            A stool in class and no playground duty can be arranged :: standing=2; walking=2
            You can be based with an older group where there is no lifting :: lift_carry=1; bend_kneel=2
        """,
    ),
    occupation(
        "lunchtime_supervisor",
        family="schools",
        role="lunchtime supervisor",
        weight=8,
        titles="Lunchtime Supervisor; Midday Supervisory Assistant; Midday Meals Supervisor; Lunchtime Play Leader",
        employers="Hillcrest Primary School; Ashdown Junior School; Brookside Infants; St Aidan's Primary School; Lanes End Primary",
        workplaces="a primary school; an infant school; a junior school",
        duties="""
            look after children in the dining hall and the playground at lunchtime
            help the little ones to cut up food and open yoghurts
            start playground games and make sure nobody is left out
            deal with bumps and grazes and fill in the accident book
            wipe down tables and stack chairs after each sitting
            sort out small quarrels fairly
            tell the class teacher about anything they should know
            supervise wet play in the classrooms
            keep a careful eye on children with allergies
        """,
        about_you="""
            You like children and are fair but firm.
            You can get to school for an hour or so in the middle of the day.
            You are happy to be outside in most weathers.
            No qualifications are needed, and we give training in first aid and safeguarding.
            You are reliable, as the children need to see the same faces.
            You can speak to children calmly and clearly.
        """,
        cv="""
            supervised the dining hall and playground for ninety children
            helped infants with their lunches and coats
            ran skipping and ball games at playtime
            gave simple first aid and filled in the accident book
            dealt fairly with arguments between children
            covered for the breakfast club when they were short
        """,
        skills="playground supervision; safeguarding children; first aid; communication with children; behaviour support",
        extra_skills="play; food hygiene; team working; cleaning",
        shifts="""
            Mon-Fri 11:45-13:15 :: 7.5 :: Monday to Friday, 11.45am to 1.15pm
            Mon-Fri 12:00-13:30 :: 7.5 :: Monday to Friday, 12 noon to 1.30pm
            3 of Mon-Fri 11:45-13:15 :: 4.5 :: Any three lunchtimes a week
            Mon-Fri 11:30-14:00 :: 12.5 :: Monday to Friday, 11.30am to 2pm
        """,
        pay=(12.71, 12.95),
        licences="dbs_enhanced_barred",
        obtainable="dbs_enhanced_barred",
        term_only=1.0,
        demands="lift_carry=1; standing=4; walking=4; bend_kneel=3; noise=6; shift_length=0; cold_heat_outdoors=4; conflict=2; concentration=4",
        adjustments="""
            You can be based indoors in the dining hall :: cold_heat_outdoors=1; walking=2
            A seat at the door of the hall can be arranged :: standing=2
        """,
    ),
    occupation(
        "caretaker",
        family="schools",
        role="caretaker",
        weight=8,
        titles="School Caretaker; Site Assistant; Premises Officer; Caretaker and Cleaner in Charge",
        employers="Riverside Academy; Moorview Special School; Harbour Schools Trust; Lanes End Primary; Castlegate High School",
        workplaces="a secondary school; a primary school; a community centre; a block of flats",
        duties="""
            open up and lock up the site, and set the alarms
            carry out small repairs, from dripping taps to broken chairs
            check fire alarms, emergency lights and water temperatures and log the results
            set out halls for exams, assemblies and lettings
            grit paths in winter and clear leaves and litter
            meet contractors and see that they sign in
            take in deliveries and move them to where they belong
            lead the small cleaning team after school
            respond to call-outs on a rota with the other caretaker
        """,
        about_you="""
            You are handy, and you know when a job needs a qualified trade.
            You can start early or finish late, as the site needs opening and closing.
            You understand health and safety, or are willing to be trained.
            You get on with children, staff and contractors.
            You take pride in how a building looks.
            You are able to lift furniture safely with the right equipment.
        """,
        cv="""
            opened and locked a large site and held the keys
            did small repairs, painting and basic plumbing
            kept the logs for fire alarm and water checks
            set up halls for exams and events
            looked after contractors and deliveries
            managed a team of four cleaners
            gritted, swept and kept the grounds tidy
        """,
        skills="building maintenance; health and safety; key holding; basic plumbing; painting; record keeping",
        extra_skills="cleaning; supervising cleaners; fire safety; gardening; manual handling",
        shifts="""
            Mon-Fri 06:30-10:30; Mon-Fri 14:30-18:00 :: 37.5 :: Split shift, 6.30am to 10.30am and 2.30pm to 6pm
            Mon-Fri 07:00-15:00 :: 37.5 :: Monday to Friday, 7am to 3pm
            Mon-Fri 12:00-20:00 :: 37.5 :: Monday to Friday, 12 noon to 8pm
            Mon-Fri 07:00-15:00 | Mon-Fri 11:00-19:00 :: 37.5 :: Alternate weeks of earlies and lates :: all
            annualised :: 30-37 :: Annualised hours, with more in the summer works programme
        """,
        pay=(12.9, 14.8),
        licences="dbs_enhanced_barred",
        obtainable="dbs_enhanced_barred",
        annual_pay=0.4,
        demands="lift_carry=5; standing=5; walking=5; bend_kneel=4; heights=3; grip_vibration=3; steps_access=5; lone_working=5; cold_heat_outdoors=4; shift_length=4",
        adjustments="""
            Trolleys and a second person are on hand for furniture :: lift_carry=3
            Ladder work can be left to our contractor :: heights=0; steps_access=4
        """,
    ),
    occupation(
        "passenger_assistant",
        family="driving",
        role="passenger assistant",
        weight=5,
        titles="Passenger Assistant; School Transport Escort; Minibus Passenger Assistant",
        employers="Beacon Community Transport; Hopper Minibuses; Northway Travel; Castle Coaches",
        workplaces="a community transport charity; a council transport team; a minibus company",
        duties="""
            travel with pupils who have additional needs between home and school
            help passengers on and off the bus and fasten seat belts and wheelchair clamps
            keep the journey calm and safe, and sit where you are needed most
            hand over to parents and school staff at each door
            follow each child's travel plan
            report any concern to the office the same day
            help the driver with route changes
            work the passenger lift once trained
            keep the inside of the vehicle clean
        """,
        about_you="""
            You are friendly, patient and a good timekeeper.
            You are happy with early mornings and a long break in the middle of the day.
            No experience is needed, but it helps to have been around children with additional needs.
            We collect you from home on some routes.
            You can follow a travel plan and stick to it.
            You are calm if traffic or behaviour makes the trip difficult.
        """,
        cv="""
            escorted eight pupils on a minibus to a special school
            used wheelchair clamps and a tail lift
            kept children calm on the journey and handed over to parents
            noted late runs and concerns for the office
            got to know what settled each child
            helped on day trips for older people
        """,
        skills="passenger care; safeguarding children; wheelchair securing; timekeeping; communication with families",
        extra_skills="first aid; behaviour support; special needs support; cleaning",
        shifts="""
            Mon-Fri 07:15-09:15; Mon-Fri 14:30-16:45 :: 20 :: Term time, 7.15am to 9.15am and 2.30pm to 4.45pm
            Mon-Fri 07:30-09:30 :: 10 :: Morning runs only, 7.30am to 9.30am
            Mon-Fri 14:15-16:45 :: 12.5 :: Afternoon runs only, 2.15pm to 4.45pm
        """,
        pay=(12.71, 13.0),
        licences="dbs_enhanced_barred",
        obtainable="dbs_enhanced_barred",
        term_only=0.9,
        demands="lift_carry=2; sitting=4; bend_kneel=3; steps_access=2; concentration=4; conflict=3; noise=4; shift_length=1",
        adjustments="""
            You can be put on a route without wheelchairs :: lift_carry=1; bend_kneel=1
            The bus kneels and has a handrail on both sides :: steps_access=1
        """,
    ),
)
