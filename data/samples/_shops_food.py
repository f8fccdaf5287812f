"""Occupations in shops, kitchens, hotels and food."""

# One piece of writing a line, so that they can be read and compared.
# ruff: noqa: E501
from __future__ import annotations

from _model import Occupation, occupation

SHOPS_FOOD: tuple[Occupation, ...] = (
    occupation(
        "shop_assistant",
        family="retail",
        role="shop assistant",
        weight=16,
        titles="Sales Assistant; Customer Assistant; Retail Assistant (Part Time); Shop Assistant; Christmas Temporary Sales Assistant",
        employers="Cobbler's Row; Marlowe Home Stores; Brightside Convenience; Penny and Finch; The Farm Shop at Highfold",
        workplaces="a convenience store; a department store; a charity shop; a shoe shop; a garden centre",
        duties="""
            serve customers on the till and handle cash and card payments
            help customers to find what they need and suggest something that would suit
            put out deliveries and keep shelves full and faced up
            check dates, reduce stock and keep waste records
            keep the shop floor and stockroom clean and safe
            ask for proof of age where the law requires it
            build displays for new lines and seasonal offers
            deal with returns and refunds politely and by the book
            pick online orders and have them ready for collection
            open up or cash up with a key holder
        """,
        about_you="""
            You are friendly and you look up when a customer walks in.
            You can stand for most of a shift and lift boxes of stock.
            Weekend availability is a must, as that is when our customers come.
            You are honest and careful with money.
            Experience in a shop is nice to have, but a good attitude is better.
            You enjoy being part of a small team.
        """,
        cv="""
            served customers on the till and counter
            put out stock and rotated dates
            dealt with refunds and complaints in a friendly way
            cashed up two tills at the end of the day
            dressed the window and built seasonal displays
            was trusted as key holder within six months
            picked click and collect orders
            worked every Saturday while at college
        """,
        skills="customer service; till operation; cash handling; stock replenishment; product display; teamwork",
        extra_skills="stock control; selling; key holding; age-restricted sales; returns handling",
        shifts="""
            3 of Mon-Sun 09:00-17:30 :: 20-24 :: Three days out of seven including most weekends
            Mon-Fri 09:30-14:30 :: 22.5-25 :: Monday to Friday, 9.30am to 2.30pm
            Sat,Sun 09:00-18:00 :: 16 :: Every Saturday and Sunday, 9am to 6pm
            Mon-Fri 17:00-21:00 :: 16-20 :: Evenings, 5pm to 9pm, Monday to Friday
            Mon-Thu,Sat 06:00-14:00 | Tue-Fri,Sun 14:00-22:00 :: 24-39 :: Earlies and lates across seven days
            Thu-Sun 10:00-18:00 :: 30 :: Thursday to Sunday, 10am to 6pm
        """,
        pay=(12.71, 13.2),
        demands="lift_carry=3; standing=6; walking=4; bend_kneel=3; reach_up=3; public_facing=6; shift_length=4; conflict=3; pace_effort=3",
        adjustments="""
            A till stool is available and stock is delivered in small totes :: standing=2; lift_carry=2
            You can work mainly in the stockroom if the shop floor is too much :: public_facing=2; conflict=1
        """,
    ),
    occupation(
        "stock_replenisher",
        family="retail",
        role="replenishment assistant",
        weight=9,
        titles="Night Replenishment Assistant; Stock Assistant; Shelf Replenisher (Early Mornings); Online Shopper - Store",
        employers="Greenlane Supermarkets; Brightside Convenience; Harvest Superstores; Marlowe Home Stores",
        workplaces="a large supermarket; a discount store; a DIY store",
        duties="""
            unload cages and pallets and get stock to the right aisle
            fill shelves to plan and rotate dates so nothing is wasted
            pick customers' online orders with a handheld scanner
            break down cardboard and keep aisles clear
            change shelf-edge labels and promotional tickets
            count stock and correct the system where it is wrong
            help customers who ask where something is
            work freezer and chilled sections in short spells
            leave the department ready to trade by opening time
        """,
        about_you="""
            You like to be busy and on your feet.
            You can work quickly and still notice what is out of place.
            You are comfortable with early starts or nights.
            You are able to move cages and lift cases safely, after our training.
            You do not need experience: we show you everything in your first week.
            You are dependable, and the team can count on you.
        """,
        cv="""
            filled ambient and chilled aisles to plan before opening
            unloaded delivery cages and broke down pallets
            picked online orders to target with a scanner
            rotated stock and kept waste low
            changed price tickets each Sunday night
            worked nights over Christmas for two years running
            was given the beers and wines aisle to look after
        """,
        skills="stock replenishment; manual handling; stock rotation; order picking; handheld scanner; teamwork",
        extra_skills="stock control; customer service; pump truck; date checking",
        shifts="""
            4 of Mon-Sun 22:00-06:00 :: 30-32 :: Nights, 10pm to 6am, four a week
            5 of Mon-Sun 04:00-09:00 :: 20-25 :: Early mornings, 4am to 9am, five days a week
            Mon-Fri 06:00-10:00 :: 20 :: Monday to Friday, 6am to 10am
            4 of Mon-Sun 18:00-22:00 :: 16 :: Twilight shift, 6pm to 10pm, four evenings
            Sun-Thu 21:00-05:00 :: 37.5 :: Sunday to Thursday nights, 9pm to 5am
        """,
        pay=(12.75, 15.0),
        demands="lift_carry=5; standing=7; walking=6; bend_kneel=5; reach_up=5; pace_effort=6; night_work=6; shift_length=4; cold_heat_outdoors=3",
        adjustments="""
            You can be given lighter aisles and a step stool :: lift_carry=3; reach_up=3
            A day-time post on the same pay grade can be looked at :: night_work=0
        """,
    ),
    occupation(
        "kitchen_porter",
        family="kitchen",
        role="kitchen porter",
        weight=11,
        titles="Kitchen Porter; Kitchen Porter (Evenings); KP; Kitchen Assistant - Pub; Weekend Pot Washer",
        employers="The Anchor and Hope; Saltmarsh Hotel; Fig and Olive; The Old Granary; Kingfisher Catering",
        workplaces="a busy pub kitchen; a hotel kitchen; a restaurant; a staff canteen",
        duties="""
            wash pots, pans and plates and keep them coming during service
            clean floors, fridges and extraction at the end of the night
            peel and chop vegetables for the chefs
            take in deliveries and put them away, checking temperatures
            empty bins and flatten boxes
            keep the pot wash, the stores and the yard spotless
            help to plate up desserts on a busy night
            follow the cleaning rota and sign it off
            look after the dishwasher and tell us when it needs attention
        """,
        about_you="""
            You are hard working and do not mind getting wet.
            You turn up, you muck in and you keep smiling on a Saturday night.
            No experience is needed and basic English is fine.
            You can work evenings and weekends and get home safely afterwards.
            You want to learn: two of our chefs began at the sink.
            You know, or can learn, how to keep a kitchen clean and safe.
        """,
        cv="""
            kept the pot wash going through two hundred covers
            prepared vegetables and salads for the chefs
            deep cleaned ovens, fridges and floors every night
            took in and put away deliveries
            never missed a shift in eleven months
            helped plate starters and desserts when it was busy
            learned knife skills from the sous chef
        """,
        skills="dishwashing; kitchen cleaning; food preparation; food hygiene; manual handling; teamwork",
        extra_skills="knife skills; stock rotation; waste handling; working under pressure",
        shifts="""
            4 of Mon-Sun 16:00-23:00 :: 24-28 :: Four evenings a week, 4pm to 11pm
            Fri-Sun 11:00-21:00 :: 28 :: Friday to Sunday, 11am to 9pm
            Mon-Fri 08:00-15:00 :: 32.5-35 :: Weekdays only, 8am to 3pm, in a staff canteen
            zero_hours :: :: Casual shifts for weddings and functions
            Mon-Thu,Sat 09:00-16:00 | Tue-Fri,Sun 16:00-23:30 :: 30-40 :: Day and evening shifts, with the rota out two weeks ahead :: choose
        """,
        pay=(12.71, 13.0),
        demands="lift_carry=4; standing=7; bend_kneel=4; pace_effort=6; noise=5; hazards=4; cold_heat_outdoors=4; shift_length=4; night_work=3; dust_chemicals=3",
        adjustments="""
            Heavy pans are lifted in pairs and we have a trolley for deliveries :: lift_carry=2
            Shorter shifts of four hours can be agreed :: shift_length=1; pace_effort=5
        """,
    ),
    occupation(
        "chef",
        family="kitchen",
        role="chef",
        weight=10,
        titles="Chef de Partie; Commis Chef; Cook - Care Home; Breakfast Chef; School Cook",
        employers="The Old Granary; Saltmarsh Hotel; Oakhollow Care Homes; Harbour Schools Trust; Fig and Olive",
        workplaces="a gastropub; a hotel; a care home kitchen; a school kitchen; a bistro",
        duties="""
            run your own section during service and keep standards up when it is busy
            cook fresh, home-made meals for sixty people every day
            plan menus around the seasons, the budget and what people enjoy
            cater for allergies and soft or special diets, and record them properly
            order from local suppliers and check what comes in
            keep temperature records and cleaning schedules ready for inspection
            train and encourage junior staff
            bake bread, cakes and puddings from scratch
            keep waste low and stock rotated
        """,
        about_you="""
            You have cooked in a professional kitchen and love good, simple food.
            You hold a food hygiene certificate, or will take it in your first month.
            You keep calm and clean as you go.
            You know the rules on allergens inside out.
            You have an NVQ in catering, or experience that is worth as much.
            You lead by example and never shout.
        """,
        cv="""
            ran the sauce section in a kitchen doing a hundred and twenty covers
            cooked breakfast and lunch for forty residents on a set budget
            planned menus and ordered stock
            catered for allergies and soft diets
            kept records that earned a top hygiene rating
            trained two apprentices
            baked all our own bread and desserts
            worked my way up from pot washer
        """,
        skills="cooking; menu planning; food hygiene; allergen awareness; stock ordering; kitchen cleaning",
        extra_skills="baking; training staff; cost control; special diets; knife skills",
        shifts="""
            5 of Mon-Sun 12:00-22:00 :: 40-45 :: Five days out of seven, 12 noon to 10pm
            Mon-Fri 07:00-15:00 :: 37.5 :: Monday to Friday, 7am to 3pm, no evenings
            4 of Mon-Sun 06:00-14:00 :: 30-32 :: Four breakfast shifts a week, 6am to 2pm
            Mon-Fri 07:30-14:30 :: 32.5 :: School hours in term, 7.30am to 2.30pm
            4 of Mon-Sun 10:00-22:00 :: 44-48 :: Four long days, then three days off
        """,
        pay=(13.2, 16.5),
        licences="food_hygiene_2",
        obtainable="food_hygiene_2",
        annual_pay=0.5,
        demands="lift_carry=4; standing=7; bend_kneel=3; dexterity=5; pace_effort=6; pressure_targets=5; hazards=5; noise=4; shift_length=5; concentration=5",
        adjustments="""
            A four-day week with shorter days can be discussed :: shift_length=4; pace_effort=5
            Deliveries and stock pots are handled by the porter :: lift_carry=2
        """,
    ),
    occupation(
        "waiting_bar",
        family="hospitality",
        role="waiter and bar worker",
        weight=12,
        titles="Bar and Waiting Staff; Front of House Team Member; Waiter / Waitress; Bar Staff; Barista",
        employers="The Anchor and Hope; The Drovers Arms; Fig and Olive; Copper Kettle Coffee; Saltmarsh Hotel",
        workplaces="a village pub; a hotel restaurant; a coffee shop; a pizza restaurant",
        duties="""
            greet guests, show them to a table and take their order
            pull pints, make coffees and mix simple drinks
            carry plates from the kitchen and check that everyone is happy
            take payments and add them up correctly
            lay tables, polish cutlery and clear away
            know the menu, the specials and what is in each dish
            keep the bar stocked and change barrels
            clean the coffee machine at the end of the day
            help to set up rooms for parties and weddings
        """,
        about_you="""
            You have a smile for people, even at the end of a long shift.
            You can carry three plates, or will be able to within a month.
            You must be able to work Friday and Saturday nights.
            You need to be 18 or over to serve alcohol.
            No experience? We will teach you coffee, beer and everything between.
            You work neatly and keep a cool head when a coach party arrives.
        """,
        cv="""
            took orders and served food in a sixty-seat restaurant
            worked behind the bar and changed barrels
            made coffee on a two-group machine
            handled card and cash payments and the end of day float
            set up for weddings and funeral teas
            remembered what the regulars drink
            dealt with unhappy guests and usually turned them round
        """,
        skills="customer service; table service; bar work; cash handling; food hygiene; teamwork",
        extra_skills="coffee making; upselling; cellar work; event set-up; allergen awareness",
        shifts="""
            3 of Mon-Sun 17:00-23:30 :: 18-20 :: Three evenings a week, 5pm to 11.30pm
            Mon-Fri 08:00-15:30 :: 35 :: Coffee shop hours, weekdays 8am to 3.30pm
            Sat,Sun 10:00-18:00 :: 15 :: Weekends, 10am to 6pm
            zero_hours :: :: Casual work, mostly at weekends and in the holidays
            Mon-Thu,Sat 10:00-17:00 | Tue-Fri,Sun 17:00-23:30 :: 25-40 :: A mix of days and evenings
            Fri,Sat 18:00-02:00 :: 16 :: Friday and Saturday nights, 6pm to 2am
        """,
        pay=(12.71, 13.5),
        demands="lift_carry=3; standing=7; walking=6; public_facing=7; pace_effort=5; noise=5; night_work=4; shift_length=4; conflict=3; speech_phone=4",
        adjustments="""
            A host post at the door with a seat is possible :: standing=3; walking=3; lift_carry=1
            Daytime-only shifts can be agreed :: night_work=0
        """,
    ),
    occupation(
        "catering_assistant",
        family="kitchen",
        role="catering assistant",
        weight=12,
        titles="Catering Assistant; General Kitchen Assistant; School Kitchen Assistant; Canteen Assistant; Deli Counter Assistant",
        employers="Kingfisher Catering; Harbour Schools Trust; Daybreak Contract Catering; Westgate Community Hospital; The Old Granary",
        workplaces="a school kitchen; a hospital canteen; a works canteen; a college refectory",
        duties="""
            serve hot meals from the counter and keep it topped up
            make sandwiches, salads and jacket potatoes for the lunch rush
            wash up, wipe down and sweep through after service
            take payments on a simple till
            lay out tables and put them away again
            follow allergen cards to the letter
            record fridge and food temperatures
            help the cook to prepare vegetables and puddings
            deliver tea and biscuits to meeting rooms
        """,
        about_you="""
            You are clean, tidy and cheerful with customers.
            You can work as part of a small team that gets on well.
            No experience is needed, and we pay for your food hygiene certificate.
            You are able to stand for the length of the shift.
            You read labels carefully, because allergies are serious.
            You like hours that fit round the school day.
        """,
        cv="""
            served lunches to three hundred pupils
            made sandwiches and salads each morning
            cleaned the kitchen and dining room after service
            recorded fridge and food temperatures
            took money at the till
            followed allergen cards for each child
            cooked for big family gatherings and church lunches
        """,
        skills="food preparation; food hygiene; customer service; kitchen cleaning; serving food; teamwork",
        extra_skills="till operation; allergen awareness; stock rotation; coffee making",
        shifts="""
            Mon-Fri 09:30-14:30 :: 22.5-25 :: Monday to Friday, 9.30am to 2.30pm
            Mon-Fri 10:00-14:00 :: 20 :: Monday to Friday, 10am to 2pm
            Mon-Fri 07:00-14:30 :: 35 :: Monday to Friday, 7am to 2.30pm
            3 of Mon-Fri 09:00-15:00 :: 16.5-18 :: Three days a week, 9am to 3pm
            4 of Mon-Sun 07:30-15:30 :: 30 :: Four days out of seven in the hospital canteen
        """,
        pay=(12.71, 13.0),
        licences="food_hygiene_2",
        obtainable="food_hygiene_2",
        term_only=0.4,
        demands="lift_carry=3; standing=6; walking=3; bend_kneel=3; pace_effort=5; hazards=3; public_facing=4; shift_length=2; dust_chemicals=2",
        adjustments="""
            Trays and tins are delivered to bench height :: lift_carry=1; bend_kneel=1
            A perching stool is provided at the till and the salad bar :: standing=3
        """,
    ),
    occupation(
        "room_attendant",
        family="hospitality",
        role="hotel room attendant",
        weight=8,
        titles="Housekeeping Room Attendant; Hotel Room Cleaner; Housekeeping Assistant; Holiday Let Cleaner",
        employers="Saltmarsh Hotel; The Grand Parade Hotel; Lakeland View Lodges; Northgate Inn; Quayside Rooms",
        workplaces="a city hotel; a seaside hotel; holiday cottages; a serviced apartment company",
        duties="""
            strip and make beds and clean bathrooms to a checklist
            service around fourteen rooms in a shift
            vacuum corridors and dust public areas
            restock tea trays, towels and toiletries
            report repairs and hand in lost property
            load and push a linen trolley between floors
            turn round holiday cottages on changeover day
            greet guests politely and work quietly while they sleep
            check rooms for the head housekeeper on busy days
        """,
        about_you="""
            You have an eye for detail and spot the hair in the bath.
            You can keep up a steady pace through the morning.
            You are honest and trustworthy in guests' rooms.
            Weekend work is part of the job.
            No experience is needed, and you will be paired with a colleague for two weeks.
            You need only enough English to understand the checklist and guests' simple questions.
        """,
        cv="""
            cleaned and made up fourteen rooms a day to the hotel's standard
            changed linen and restocked trolleys
            cleaned holiday cottages on changeover day
            trained new room attendants
            looked after lost property and reported repairs
            worked weekends and bank holidays
        """,
        skills="room cleaning; bed making; attention to detail; infection control; time management; teamwork",
        extra_skills="laundry; checking rooms; customer service; stock control",
        shifts="""
            4 of Mon-Sun 09:00-15:00 :: 22-24 :: Four days out of seven, 9am to 3pm
            5 of Mon-Sun 08:30-16:00 :: 35 :: Five days out of seven, 8.30am to 4pm
            Sat 10:00-16:00; Mon,Fri 10:00-15:00 :: 16 :: Changeover days: Saturday, Monday and Friday from 10am
            zero_hours :: :: Hours vary with bookings, with more in summer
            Mon-Fri 09:30-14:30 :: 25 :: Weekdays, 9.30am to 2.30pm
        """,
        pay=(12.71, 12.95),
        demands="lift_carry=3; standing=6; walking=5; bend_kneel=6; reach_up=4; pace_effort=6; shift_length=3; dust_chemicals=3; steps_access=4",
        adjustments="""
            Beds are made in pairs and mattresses have lifting handles :: lift_carry=2; bend_kneel=4
            Rooms on one floor by the lift can be allocated :: steps_access=1; walking=3
        """,
    ),
    occupation(
        "food_production",
        family="production",
        role="food production operative",
        weight=10,
        titles="Food Production Operative; Factory Operative; Bakery Operative; Packing Line Operative (Nights)",
        employers="Fenland Kitchens; Humber Bay Foods; Threshing Floor Bakery; Redwell Foods; Border Dairy",
        workplaces="a ready-meal factory; a bakery; a fish processing plant; a dairy",
        duties="""
            work on a line making ready meals, weighing and adding ingredients
            check labels, dates and weights and stop the line if something is wrong
            pack finished goods into trays and stack them on pallets
            set up and clean machines between products
            keep to strict hygiene rules on hair nets, hand washing and jewellery
            rotate between stations so that no one does the same job all day
            record batch numbers for traceability
            work in a chilled area in warm clothing that we provide
            meet hourly targets as part of a team of eight
        """,
        about_you="""
            You can stand and repeat a task carefully for long periods.
            You are happy in the cold: the hall is kept at five degrees.
            Basic English is enough for safety instructions.
            You want steady work with overtime when you want it.
            You follow rules on hygiene without being reminded.
            Experience in a factory helps, but we train on the line.
        """,
        cv="""
            weighed and mixed ingredients to recipe
            packed trays on a fast line and met hourly targets
            cleaned down machines between products
            checked labels and dates and stopped the line when needed
            worked rotating shifts in a chilled factory
            was made line leader for holiday cover
            loaded pallets and wrapped them for despatch
        """,
        skills="production line work; food hygiene; quality checking; packing; manual handling; teamwork",
        extra_skills="machine cleaning; line leading; traceability records; pump truck; weighing",
        shifts="""
            Mon-Fri 06:00-14:00 | Mon-Fri 14:00-22:00 :: 37.5-40 :: Rotating earlies and lates, Monday to Friday :: all
            Sun-Thu 22:00-06:00 :: 40 :: Sunday to Thursday nights, 10pm to 6am
            4 of Mon-Sun 06:00-18:00 :: 42 :: Four on, four off, 6am to 6pm
            Mon-Fri 09:00-14:30 :: 25-27.5 :: A parents' shift, Monday to Friday 9am to 2.30pm
            Mon-Fri 17:00-21:30 :: 22.5 :: Twilight, Monday to Friday 5pm to 9.30pm
        """,
        pay=(12.71, 14.3),
        demands="lift_carry=4; standing=7; dexterity=4; bend_kneel=3; pace_effort=6; cold_heat_outdoors=5; noise=5; hazards=4; shift_length=4; pressure_targets=4",
        adjustments="""
            A sit-stand station on the labelling bench can be kept for you :: standing=3; lift_carry=2
            You can be based in the dry goods room, which is not chilled :: cold_heat_outdoors=1; noise=3
        """,
    ),
)
