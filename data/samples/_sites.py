"""Occupations in cleaning, building, grounds and security."""

# One piece of writing a line, so that they can be read and compared.
# ruff: noqa: E501
from __future__ import annotations

from _model import Occupation, occupation

SITES: tuple[Occupation, ...] = (
    occupation(
        "cleaner",
        family="cleaning",
        role="cleaner",
        weight=18,
        titles="Cleaner; Office Cleaner (Early Mornings); School Cleaner; Hospital Domestic; Evening Cleaner; Mobile Cleaner",
        employers="Brightwork Cleaning; Bucket and Beam; Daybreak Facilities; Westgate Community Hospital; Harbour Schools Trust",
        workplaces="offices; a school; a hospital; a shopping centre; private houses",
        duties="""
            vacuum, mop and dust offices and corridors
            clean toilets and kitchens and refill soap and paper
            empty bins and sort the recycling
            wipe touch points such as door handles and light switches
            use a floor scrubber once you have been shown how
            clean classrooms after the children have gone home
            follow the colour code for cloths and mops
            lock up and set the alarm on smaller sites
            clean glass doors and partitions inside
            clean wards to the hospital's infection control standard
        """,
        about_you="""
            You take pride in a job well done, even when nobody is watching.
            You can work alone or in a pair.
            No experience is needed, and we provide equipment and uniform.
            You are trustworthy with keys and alarm codes.
            You can get to the site early in the morning or late in the afternoon.
            You understand simple safety labels on cleaning products.
        """,
        cv="""
            cleaned offices on three floors before staff arrived
            cleaned classrooms and toilets in a primary school
            used a scrubber dryer and a buffer
            held keys and set alarms
            cleaned wards to infection control standards
            kept private clients for over eight years
            ordered cleaning materials and kept the cupboard in order
        """,
        skills="cleaning; infection control; time management; lone working; key holding; safe use of chemicals",
        extra_skills="floor machines; waste handling; laundry; window cleaning; supervising cleaners",
        shifts="""
            Mon-Fri 06:00-08:30 :: 12.5 :: Monday to Friday, 6am to 8.30am
            Mon-Fri 16:00-19:00 :: 15 :: Monday to Friday, 4pm to 7pm
            Mon-Fri 17:30-20:00 :: 12.5 :: Monday to Friday, 5.30pm to 8pm
            Mon-Fri 09:30-13:30 :: 20 :: Daytime clean, Monday to Friday 9.30am to 1.30pm
            2h within Mon-Fri 06:00-20:00 :: 10 :: Two hours a day, whenever suits you between 6am and 8pm
            5 of Mon-Sun 07:00-15:00 :: 37.5 :: Five days out of seven, 7am to 3pm
            3 of Mon-Sat 06:00-10:00 :: 12 :: Three mornings a week, 6am to 10am
        """,
        pay=(12.71, 13.3),
        licences="dbs_basic",
        obtainable="dbs_basic",
        needs_vehicle=0.12,
        term_only=0.08,
        demands="lift_carry=2; standing=6; walking=5; bend_kneel=5; reach_up=4; dust_chemicals=4; pace_effort=4; lone_working=4; shift_length=1; steps_access=4",
        adjustments="""
            Long-handled tools and a light backpack vacuum are provided :: bend_kneel=2; reach_up=2
            A single-floor site with a lift can be given :: steps_access=1; walking=3
            Fragrance-free products can be used :: dust_chemicals=2
        """,
    ),
    occupation(
        "security_officer",
        family="security",
        role="security officer",
        weight=10,
        titles="Security Officer; Retail Security Officer; Night Security Guard; Door Supervisor; CCTV Operator; Events Steward",
        employers="Sentry Point; Watchgate Security; Lanternfield Guarding; Keystone Events; Greenlane Supermarkets",
        workplaces="a shopping centre; a hospital; an office block; a building site; music venues",
        duties="""
            patrol the site and check doors, windows and fire exits
            watch CCTV screens and log what you see
            sign visitors and deliveries in and out
            deter shoplifting by being seen and by talking to people
            respond to alarms and call the police when needed
            check bags and tickets at events
            deal calmly with people who are upset or have been drinking
            write short incident reports
            lock and unlock buildings at set times
        """,
        about_you="""
            You hold an SIA licence, or will train with us: we pay for the course.
            You are alert, observant and good with people.
            You can give a five-year work history or account for any gaps.
            You write clear reports in English.
            You can work twelve-hour shifts, nights and weekends.
            You would rather talk somebody down than wrestle.
        """,
        cv="""
            patrolled a shopping centre and dealt with shoplifting
            monitored forty cameras and kept the log
            worked nights alone on a building site
            checked tickets and bags at concerts and matches
            wrote incident reports that were used in court
            calmed people down before things got out of hand
            held keys and answered alarm calls
        """,
        skills="patrolling; conflict management; report writing; cctv monitoring; customer service; access control",
        extra_skills="first aid; key holding; radio use; fire safety; crowd control",
        shifts="""
            4 of Mon-Sun 07:00-19:00 :: 42-48 :: Four on, four off, 7am to 7pm
            4 of Mon-Sun 19:00-07:00 :: 42-48 :: Four on, four off, nights 7pm to 7am
            5 of Mon-Sat 09:30-17:30 :: 37.5 :: Shop hours, five days out of six
            Fri,Sat 20:00-03:00 :: 14 :: Friday and Saturday nights, 8pm to 3am
            zero_hours :: :: Event work through the year; take the dates you want
            Mon-Wed,Sat 07:00-19:00 | Tue-Thu,Sun 19:00-07:00 :: 42 :: Days and nights in turn :: all
        """,
        pay=(12.75, 14.6),
        licences="sia_guard",
        obtainable="sia_guard",
        demands="standing=6; walking=6; conflict=6; night_work=5; shift_length=6; concentration=5; lone_working=6; public_facing=5; speech_phone=4; cold_heat_outdoors=3",
        adjustments="""
            A control room post, seated and away from the public, can be offered :: standing=1; walking=2; conflict=2; public_facing=1
            Eight-hour day shifts can be agreed :: shift_length=4; night_work=0
        """,
    ),
    occupation(
        "labourer",
        family="construction",
        role="general labourer",
        weight=11,
        titles="General Labourer; Site Labourer; Groundworks Labourer; Trainee Scaffolder; Traffic Marshal",
        employers="Cawthorn Build; Stonebridge Groundworks; Ridgeway Homes; Delph Civil Engineering; Marshfield Roofing",
        workplaces="a housing site; a road scheme; a refurbishment job; a groundworks gang",
        duties="""
            keep the site clear and safe for the trades to work
            unload deliveries and move materials with barrows and trolleys
            mix mortar and keep bricklayers supplied
            dig out footings and lay pipes and kerbs
            direct lorries and diggers as traffic marshal
            put up fencing, signs and barriers
            help scaffolders to load and strike
            use small tools such as breakers and cut-off saws once trained
            sweep roads and wash down wheels at the gate
        """,
        about_you="""
            You have a valid CSCS card, or will sit the test with our help.
            You are used to hard physical work outdoors.
            You bring your own boots: we supply the rest.
            You listen to instructions and look out for your workmates.
            You can get to site for an early start.
            Site experience helps, but we will take a keen starter.
        """,
        cv="""
            laboured for bricklayers on a housing site
            laid kerbs and slabs with a groundworks gang
            unloaded deliveries and kept the compound tidy
            worked as traffic marshal on a busy high street
            used breakers, wackers and cut-off saws
            helped to strip out a school over the summer
            worked through the winter in all weathers
        """,
        skills="manual handling; site safety; labouring; use of hand tools; mixing mortar; teamwork",
        extra_skills="traffic marshalling; concreting; fencing; dumper driving; slinging loads",
        shifts="""
            Mon-Fri 07:30-16:30 :: 40-42.5 :: Monday to Friday, 7.30am to 4.30pm
            Mon-Fri 08:00-17:00 :: 42.5 :: Monday to Friday, 8am to 5pm
            Mon-Fri 07:30-16:00; Sat 08:00-12:00 :: 44 :: Monday to Friday with Saturday mornings
            Sun-Thu 20:00-05:00 :: 40 :: Nights on the road scheme, Sunday to Thursday
        """,
        pay=(13.0, 15.5),
        licences="cscs",
        obtainable="cscs",
        demands="lift_carry=6; standing=6; walking=6; bend_kneel=6; grip_vibration=5; heights=3; noise=6; dust_chemicals=5; cold_heat_outdoors=7; hazards=6; pace_effort=6",
        adjustments="""
            A traffic marshal post, with no lifting, can be offered :: lift_carry=1; bend_kneel=1; grip_vibration=0; pace_effort=3
            Ground-level work only can be agreed :: heights=0
        """,
    ),
    occupation(
        "painter",
        family="construction",
        role="painter and decorator",
        weight=7,
        titles="Painter and Decorator; Apprentice Painter and Decorator; Maintenance Painter; Multi-Trade Operative",
        employers="Cawthorn Build; Ninebridge Housing; Harlow and Daughters Decorating; Ridgeway Homes",
        workplaces="a housing association; a small decorating firm; new-build houses; my own business",
        duties="""
            prepare walls, ceilings and woodwork and fill and sand them
            paint by brush, roller and spray to a good finish
            hang wallpaper and lining paper
            work in tenants' homes and leave them clean
            do small plaster and tile repairs in empty properties
            move and protect furniture
            price small jobs and order materials
            use steps, hop-ups and towers safely
            make good after the plumbers and electricians
        """,
        about_you="""
            You have a qualification in decorating or several years on the tools.
            You take care over edges, and over people's carpets.
            You have your own hand tools.
            You have a driving licence for the works van.
            You can work on your own from a job sheet.
            You are polite in people's homes.
        """,
        cv="""
            painted and papered empty houses ready for letting
            sprayed ceilings and walls on new-build plots
            worked for myself for ten years with local customers
            patched plaster and replaced tiles
            prepared and painted the outside of listed cottages
            priced jobs and ordered paint
            worked in people's homes and always left them tidy
        """,
        skills="painting; wallpapering; surface preparation; site safety; use of hand tools; customer service",
        extra_skills="spraying; plastering repairs; tiling; pricing jobs; driving",
        shifts="""
            Mon-Fri 08:00-16:30 :: 39-40 :: Monday to Friday, 8am to 4.30pm
            Mon-Thu 08:00-17:00; Fri 08:00-14:00 :: 39 :: Monday to Thursday 8am to 5pm, Friday to 2pm
            4 of Mon-Fri 08:00-17:00 :: 32 :: Four days a week, 8am to 5pm
        """,
        pay=(14.2, 17.5),
        licences="driving_b",
        annual_pay=0.2,
        demands="lift_carry=4; standing=6; bend_kneel=5; reach_up=6; dexterity=5; heights=4; steps_access=6; dust_chemicals=5; shift_length=4; lone_working=3",
        adjustments="""
            Inside work on one level can be given :: heights=1; steps_access=2
            Extension poles and a light sander with extraction are supplied :: reach_up=3; dust_chemicals=3
        """,
    ),
    occupation(
        "electrician",
        family="construction",
        role="electrician",
        weight=6,
        titles="Electrician; Maintenance Electrician; Electrician's Mate; Electrical Tester",
        employers="Voltbridge Electrical; Ninebridge Housing; Delph Civil Engineering; Humber Bay Foods",
        workplaces="a housing association; a contractor on schools and hospitals; a food factory",
        duties="""
            wire new kitchens and replace consumer units
            find faults and put them right the first time
            test and inspect installations and write the certificates
            fit lights, sockets, alarms and extractor fans
            answer emergency repairs on a rota
            maintain motors and control panels on the production line
            run cables in tray and trunking
            keep van stock in order
            explain to tenants what you have done
        """,
        about_you="""
            You hold the 18th edition and a level 3 in electrical installation.
            You have a full driving licence for the company van.
            You can read drawings and work from them.
            You have testing and inspection experience, or want to gain it.
            You are safe, tidy and trusted in people's homes.
            You will join the call-out rota, one week in six.
        """,
        cv="""
            rewired council houses while the tenants stayed in
            tested and inspected shops and offices
            kept a packaging line running as shift electrician
            ran containment and cable on school contracts
            served my time with a local firm
            answered call-outs at night and at weekends
        """,
        skills="electrical installation; fault finding; testing and inspection; reading drawings; site safety; use of hand tools",
        extra_skills="control panels; call-out work; customer service; stock control; driving",
        shifts="""
            Mon-Fri 08:00-16:30 :: 40 :: Monday to Friday, 8am to 4.30pm
            Mon-Fri 06:00-14:00 | Mon-Fri 14:00-22:00 :: 40 :: Factory earlies and lates :: all
            Mon-Fri 07:30-16:00 :: 39 :: Monday to Friday, 7.30am to 4pm
        """,
        pay=(17.5, 22.0),
        licences="electrician_18th_edition; driving_b",
        annual_pay=0.7,
        demands="lift_carry=4; standing=5; bend_kneel=5; reach_up=6; dexterity=6; vision_detail=6; heights=4; hazards=6; driving=5; concentration=6; learning_complexity=6",
        adjustments="""
            An inspection and testing round with little heavy work is possible :: lift_carry=2; bend_kneel=3; reach_up=4
            Ladder work can be shared with a mate :: heights=1
        """,
    ),
    occupation(
        "groundskeeper",
        family="grounds",
        role="grounds worker",
        weight=7,
        titles="Grounds Maintenance Operative; Gardener; Street Cleansing Operative; Recycling Loader; Seasonal Park Keeper",
        employers="Verdant Grounds; Moor and Meadow Landscapes; Castle Parks Trust; Delph Environmental; Lakeland View Lodges",
        workplaces="a council parks team; a landscaping firm; a cemetery; a garden centre; a recycling round",
        duties="""
            mow verges, parks and playing fields through the season
            cut hedges, clear leaves and prune shrubs in winter
            plant bedding and look after hanging baskets
            empty litter bins and sweep streets
            use strimmers, blowers and ride-on mowers safely
            mark out sports pitches
            load recycling from the kerb on a busy round
            grit paths on frosty mornings
            talk to the public and answer simple questions
        """,
        about_you="""
            You enjoy working outside in all seasons.
            You are fit and used to being on the move.
            Experience with garden machinery is useful, and training is given.
            A driving licence is helpful for the tipper van.
            You can be at the depot for an early start.
            You work well as one of a crew of three.
        """,
        cv="""
            cut grass and hedges for the council parks team
            used strimmers, blowers and a ride-on mower
            planted and watered bedding in the town centre
            loaded recycling on a kerbside round
            kept a cemetery tidy and dug graves by machine
            looked after several private gardens
            grew vegetables on an allotment and won at the local show
        """,
        skills="gardening; grass cutting; use of garden machinery; manual handling; hedge cutting; teamwork",
        extra_skills="planting; driving; pitch marking; litter picking; weed control",
        shifts="""
            Mon-Fri 07:30-15:30 :: 37 :: Monday to Friday, 7.30am to 3.30pm
            annualised :: 30-42 :: Annualised hours: longer weeks in summer, shorter in winter
            Mon-Thu 07:00-17:00 :: 37 :: Four long days, Monday to Thursday
            Mon-Fri 06:30-14:30 :: 37 :: Monday to Friday, 6.30am to 2.30pm
        """,
        pay=(12.71, 14.2),
        demands="lift_carry=4; standing=6; walking=7; bend_kneel=5; grip_vibration=5; noise=5; cold_heat_outdoors=7; pace_effort=5; hazards=4; shift_length=4",
        adjustments="""
            A post on the ride-on mower or the sweeper cab can be offered :: walking=2; lift_carry=1; pace_effort=3
            Low-vibration battery tools are being brought in :: grip_vibration=3; noise=3
        """,
    ),
)
