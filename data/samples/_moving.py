"""Occupations in warehouses and on the road."""

# One piece of writing a line, so that they can be read and compared.
# ruff: noqa: E501
from __future__ import annotations

from _model import Occupation, occupation

MOVING: tuple[Occupation, ...] = (
    occupation(
        "warehouse_operative",
        family="warehouse",
        role="warehouse operative",
        weight=18,
        titles="Warehouse Operative; Picker Packer; Warehouse Assistant; Goods In Operative; Parcel Sorter (Twilight)",
        employers="Parcelgate; Northdock Logistics; Clearway Distribution; Tern Fulfilment; Blue Anchor Storage",
        workplaces="a distribution centre; a parcel hub; an online retailer's warehouse; a builders' merchant",
        duties="""
            pick orders with a handheld scanner and pack them securely
            unload lorries and check deliveries against the paperwork
            label, wrap and stack pallets ready for despatch
            keep your area clear and safe
            count stock and report anything missing or damaged
            sort parcels by postcode on a moving belt
            process returns and put good stock back on the shelf
            move stock with a pump truck or a powered pallet truck
            hit pick rates once you are up to speed, usually within six weeks
        """,
        about_you="""
            You are fit for an active job with a good deal of walking.
            You can read labels and count accurately.
            Warehouse experience is useful, though we train everybody.
            You work safely and wear your hi-vis and boots.
            You are flexible about overtime in the run-up to Christmas.
            You have a way to get to site, as buses are few at shift change.
            You are good with your hands and careful with other people's things.
        """,
        cv="""
            picked and packed up to ninety lines an hour with a scanner
            unloaded containers and checked goods in
            wrapped pallets and loaded trailers
            did stock counts and corrected the system
            sorted parcels on a belt through the Christmas peak
            drove a powered pallet truck
            handled returns and quality checks
            was asked back by the agency three years in a row
        """,
        skills="order picking; packing; manual handling; handheld scanner; stock control; loading",
        extra_skills="pump truck; goods in; quality checking; returns handling; teamwork",
        shifts="""
            Mon-Fri 06:00-14:00 :: 37.5 :: Monday to Friday, 6am to 2pm
            Mon-Fri 06:00-14:00 | Mon-Fri 14:00-22:00 :: 37.5-40 :: Alternate weeks, 6am to 2pm and 2pm to 10pm :: all
            Sun-Thu 22:00-06:00 :: 37.5-40 :: Nights, Sunday to Thursday, 10pm to 6am
            Mon-Fri 17:30-21:30 :: 20 :: Twilight sort, Monday to Friday 5.30pm to 9.30pm
            4 of Mon-Sun 07:00-17:00 :: 38 :: Any four days out of seven, 7am to 5pm
            Mon-Fri 09:30-14:30 :: 25 :: Returns desk, Monday to Friday 9.30am to 2.30pm
            Mon-Fri 07:00-15:00 | Mon-Fri 15:00-23:00 | Sun-Thu 23:00-07:00 :: 37.5 :: Days, lates and nights; pick one when you join :: choose
        """,
        pay=(12.71, 14.5),
        demands="lift_carry=4; standing=6; walking=7; bend_kneel=4; reach_up=4; pace_effort=6; shift_length=4; noise=4; cold_heat_outdoors=3; pressure_targets=4",
        adjustments="""
            A lifting aid and a bench-height packing station are available :: lift_carry=2; bend_kneel=2
            A seated post on returns can be arranged :: standing=2; walking=3; pace_effort=4
        """,
    ),
    occupation(
        "forklift_driver",
        family="warehouse",
        role="forklift driver",
        weight=10,
        titles="Forklift Driver; Counterbalance FLT Driver; Reach Truck Driver; FLT Driver (Days); Yard Forklift Operator",
        employers="Northdock Logistics; Clearway Distribution; Stonebridge Timber; Humber Bay Foods; Redwell Foods",
        workplaces="a distribution centre; a timber yard; a cold store; a brickworks",
        duties="""
            load and unload lorries with a counterbalance truck
            put pallets away in high racking and bring them down for the pickers
            do your truck checks at the start of each shift and report faults
            keep loads stable and the yard safe for people on foot
            book stock in and out on the truck's screen
            change batteries and keep the charging bay tidy
            help on the floor when the trucks are quiet
            work with the transport office to get trailers out on time
            handle long timber and awkward loads with care
        """,
        about_you="""
            You hold an accredited forklift certificate that is in date.
            You have at least six months on the trucks.
            You can back up a safe record with a reference from a supervisor.
            You can do simple stock work on a computer.
            You are able to work at pace without cutting corners.
            We will refresh your ticket if it is about to run out.
        """,
        cv="""
            drove counterbalance and reach trucks for the past six years
            loaded up to thirty trailers a shift
            put away and picked from racking eleven metres high
            did daily truck checks and reported faults
            kept stock right on the warehouse system
            worked in a cold store at minus twenty
            acted as a buddy for newly passed drivers
        """,
        skills="forklift driving; loading; stock control; vehicle checks; racking; health and safety",
        extra_skills="reach truck; warehouse system; manual handling; cold store work; banksman",
        shifts="""
            Mon-Fri 06:00-14:00 :: 40 :: Monday to Friday, 6am to 2pm
            Mon-Fri 06:00-14:00 | Mon-Fri 14:00-22:00 :: 40 :: Earlies and lates, week about :: all
            Sun-Thu 22:00-06:00 :: 40 :: Permanent nights, Sunday to Thursday
            Mon-Fri 08:00-16:30 :: 40 :: Yard hours, Monday to Friday 8am to 4.30pm
            4 of Mon-Sun 06:00-18:00 :: 44-48 :: Four on, four off, 6am to 6pm
        """,
        pay=(13.4, 16.0),
        licences="forklift_counterbalance",
        demands="sitting=5; lift_carry=3; vision_detail=5; concentration=6; hazards=5; noise=4; driving=5; shift_length=4; steps_access=2; cold_heat_outdoors=3",
        adjustments="""
            Pallets are never handled by hand on this post :: lift_carry=1
            Regular breaks away from the truck are built in :: sitting=4; concentration=5
        """,
    ),
    occupation(
        "delivery_driver",
        family="driving",
        role="delivery driver",
        weight=13,
        titles="Delivery Driver; Van Driver; Multi-Drop Driver; Home Delivery Driver - Supermarket; Parts Delivery Driver",
        employers="Parcelgate; Greenlane Supermarkets; Swiftbrook Couriers; County Motor Parts; Larder Box",
        workplaces="a parcel company; a supermarket's home delivery team; a car parts firm; a furniture shop",
        duties="""
            deliver parcels or shopping to people's doors with a friendly word
            load the van in drop order and check it against the list
            plan your route so that you are on time and use less fuel
            check the van's oil, tyres and lights each morning
            take signatures and photographs on the handheld
            collect returns and empty crates
            carry shopping into kitchens where customers need it
            keep to the Highway Code and the hours rules
            be the face of the company for our customers
        """,
        about_you="""
            You hold a full driving licence with no more than six points.
            You know the area, or can find your way with a sat nav.
            You can lift parcels of up to 20 kg safely.
            You are polite on the doorstep and calm in traffic.
            You have driven a van before, or are confident that you can.
            You can work some Saturdays.
        """,
        cv="""
            delivered around a hundred and twenty parcels a day
            loaded and planned my own round
            kept a clean licence over fourteen years of driving
            did vehicle checks each morning
            delivered shopping into people's kitchens
            handled difficult customers politely
            drove a 3.5 tonne Luton van with a tail lift
        """,
        skills="driving; route planning; customer service; vehicle checks; manual handling; time management",
        extra_skills="handheld scanner; loading; sat nav; cash handling; tail lift",
        shifts="""
            4 of Mon-Sun 07:00-17:00 :: 38-40 :: Four days out of seven, 7am to 5pm
            Mon-Fri 08:00-17:00 :: 40-42.5 :: Monday to Friday, 8am to 5pm
            Mon-Thu,Sat 06:00-14:00 | Tue-Fri,Sun 14:00-22:30 :: 24-40 :: Morning or evening vans; we try to give you what you ask for :: prefer
            Mon-Fri 08:30-13:30 :: 25 :: Mornings, Monday to Friday 8.30am to 1.30pm
            Tue-Sat 09:00-17:30 :: 37.5 :: Tuesday to Saturday, 9am to 5.30pm
        """,
        pay=(12.75, 14.8),
        licences="driving_b",
        needs_vehicle=0.15,
        demands="driving=7; sitting=4; lift_carry=5; walking=5; steps_access=4; bend_kneel=4; shift_length=5; vision_detail=4; lone_working=6; pressure_targets=4",
        adjustments="""
            A tail lift and a sack truck are on every van :: lift_carry=3; bend_kneel=2
            A half-day round can be offered :: shift_length=2; sitting=3
        """,
    ),
    occupation(
        "hgv_driver",
        family="driving",
        role="lorry driver",
        weight=8,
        titles="HGV Class 1 Driver; Class 2 Driver (Days); LGV C+E Driver; Tipper Driver",
        employers="Northdock Logistics; Stonebridge Timber; Pennine Haulage; Fenland Kitchens; Clearway Distribution",
        workplaces="a haulage firm; a supermarket's transport fleet; a quarry; an agency",
        duties="""
            drive an articulated lorry on day or night trunking
            make multi-drop deliveries to shops and sites
            carry out walk-round checks and report defects
            secure loads with straps and curtains
            keep to the rules on drivers' hours and use the digital tachograph properly
            deal with paperwork and proof of delivery
            talk to the transport office about delays
            reverse into tight yards with care
            keep the cab clean and represent us well on the road
        """,
        about_you="""
            You hold the right category of licence, a driver CPC card and a digital tachograph card.
            You have at least a year of experience, or have passed recently and want to be mentored.
            You have a clean record, or close to it.
            You know your hours rules and stick to them.
            You are happy to handball some loads.
            You may have the odd night out, for which we pay extra.
        """,
        cv="""
            drove class 1 on night trunks and day work for nine years
            did walk-round checks and kept defect books
            delivered to building sites with a moffett
            kept inside drivers' hours and tacho rules
            loaded and roped flatbeds of timber
            passed my class 2 and moved on to artics within two years
        """,
        skills="driving; drivers' hours rules; vehicle checks; load securing; route planning; reversing",
        extra_skills="tail lift; handballing; customer service; tachograph; defect reporting",
        shifts="""
            Mon-Fri 05:00-15:00 :: 45-50 :: Monday to Friday, start about 5am
            5 of Mon-Sun 18:00-04:00 :: 45-48 :: Night trunks, five out of seven, 6pm start
            Mon-Fri 07:00-17:00 :: 45 :: Day work, Monday to Friday 7am to 5pm
            4 of Mon-Sun 04:00-15:00 :: 44 :: Any four days, 4am start
        """,
        pay=(15.5, 19.0),
        licences="driving_c; driver_cpc; digital_tachograph",
        annual_pay=0.2,
        demands="driving=7; sitting=6; lift_carry=5; vision_detail=6; concentration=6; shift_length=6; steps_access=4; lone_working=6; night_work=4; hazards=4",
        adjustments="""
            Pallet-only work with no handball can be given :: lift_carry=2
            Day work only can be agreed :: night_work=0
        """,
    ),
    occupation(
        "bus_driver",
        family="driving",
        role="bus driver",
        weight=6,
        titles="Bus Driver; Trainee Bus Driver; Minibus Driver; Coach Driver",
        employers="Castle Coaches; Hopper Minibuses; Northway Travel; Beacon Community Transport",
        workplaces="a city bus company; a coach firm; a community transport charity",
        duties="""
            drive local routes safely, smoothly and to time
            help passengers who use wheelchairs or pushchairs to board
            take fares and check passes
            check the vehicle before you leave the depot
            give clear directions to passengers
            keep calm in heavy traffic and when passengers are difficult
            fill in the day sheet and report delays
            drive private hires and school contracts
            look after lost property
        """,
        about_you="""
            You are a steady driver who likes people.
            If you hold only a car licence we can train you, and pay you while you learn.
            You are able to work shifts, including early starts and weekends.
            You can deal with money and timetables.
            You have held your licence for at least a year.
            You can pass a driver medical, which we arrange.
        """,
        cv="""
            drove city routes and night buses
            helped older passengers and wheelchair users
            took fares and balanced my takings
            drove school contracts and Sunday outings
            did first-use checks on the vehicle
            kept to timetable in heavy traffic
        """,
        skills="driving; passenger care; cash handling; vehicle checks; timekeeping; customer service",
        extra_skills="wheelchair securing; route knowledge; conflict handling; first aid",
        shifts="""
            5 of Mon-Sun 05:00-14:00 :: 38-40 :: Early turns, five out of seven, from 5am
            Mon-Thu,Sat 05:00-13:30 | Tue-Fri,Sun 13:00-22:00 :: 39 :: Rotating earlies and lates :: all
            Mon-Fri 07:15-09:15; Mon-Fri 14:30-16:45 :: 20 :: School contracts in term time, mornings and afternoons
            5 of Mon-Sun 14:00-23:30 :: 39 :: Late turns, five out of seven
        """,
        pay=(13.6, 16.0),
        licences="driving_b; driving_d; driver_cpc",
        obtainable="driving_d; driver_cpc",
        demands="driving=7; sitting=6; vision_detail=6; hearing=4; concentration=6; public_facing=5; conflict=4; shift_length=5; time_without_break=4",
        adjustments="""
            Early turns only can be agreed :: night_work=0; shift_length=4
            A driver's seat with full adjustment is fitted in the new vehicles :: sitting=5
        """,
    ),
)
