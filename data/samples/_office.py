"""Occupations in offices, call centres and at home."""

# One piece of writing a line, so that they can be read and compared.
# ruff: noqa: E501
from __future__ import annotations

from _model import Occupation, occupation

OFFICE: tuple[Occupation, ...] = (
    occupation(
        "administrator",
        family="office",
        role="administrator",
        weight=14,
        titles="Administrator; Administrative Assistant; Office Assistant; School Office Administrator; HR Administrator",
        employers="Harbour Schools Trust; Ninebridge Housing; County Legal Services; Mill Lane Surgery; Tern Fulfilment",
        workplaces="a housing association; a solicitor's office; a school office; a GP surgery; a builder's office",
        duties="""
            answer the telephone and reply to emails in a helpful way
            keep records up to date on our database
            type letters, minutes and reports
            raise orders and match invoices to deliveries
            arrange meetings and book rooms and travel
            scan, file and find documents
            sort the post and order stationery
            take minutes once a month
            help colleagues with spreadsheets and mail merges
        """,
        about_you="""
            You are organised and finish what you start.
            You can use Word, Excel and Outlook with confidence.
            You write clear, correct English.
            You are discreet with personal information.
            Office experience of any kind would be useful.
            You can deal with several requests at once without losing track.
        """,
        cv="""
            ran the front office for a team of fifteen
            kept records and spreadsheets up to date
            answered calls and emails and passed on messages
            took minutes and typed letters
            raised purchase orders and chased invoices
            set up a new filing system that everyone could follow
            did the books and the paperwork for a family business
            organised diaries and travel
        """,
        skills="administration; spreadsheets; data entry; telephone manner; word processing; record keeping",
        extra_skills="minute taking; diary management; invoicing; filing; databases",
        shifts="""
            Mon-Fri 09:00-17:00 :: 35-37.5 :: Monday to Friday, 9am to 5pm
            Mon-Fri 09:30-14:30 :: 22.5-25 :: Monday to Friday, 9.30am to 2.30pm
            7.5h within Mon-Fri 07:00-19:00 :: 37.5 :: Flexitime, 7.5 hours a day between 7am and 7pm
            3 of Mon-Fri 09:00-17:00 :: 21-22.5 :: Three days a week of your choice
            4 of 7.5h within Mon-Fri 07:30-18:30 :: 30 :: Four days of 7.5 hours, at times that suit you
            Mon-Fri 08:30-16:30 :: 37.5 :: Monday to Friday, 8.30am to 4.30pm
        """,
        pay=(12.75, 14.2),
        remote="hybrid",
        annual_pay=0.6,
        term_only=0.1,
        demands="sitting=6; dexterity=4; reading_writing=5; concentration=5; speech_phone=4; vision_detail=4; shift_length=4; learning_complexity=4",
        adjustments="""
            A sit-stand desk and regular screen breaks are normal here :: sitting=3; concentration=4
            Screen reading and dictation software is available :: vision_detail=2; dexterity=2
        """,
    ),
    occupation(
        "receptionist",
        family="office",
        role="receptionist",
        weight=10,
        titles="Receptionist; Medical Receptionist; Front Desk Assistant; Hotel Receptionist; Receptionist / Administrator",
        employers="Mill Lane Surgery; Quayside Surgery Group; The Grand Parade Hotel; Northgate Inn; Foundry Works Studios",
        workplaces="a doctor's surgery; a hotel; a dental practice; a leisure centre; an office block",
        duties="""
            welcome visitors and let colleagues know that they have arrived
            answer a busy switchboard and put calls through
            book appointments and send reminders
            check guests in and out and take payments
            deal with prescriptions and pass messages to the clinical team
            keep the waiting area tidy and pleasant
            issue passes and look after keys
            handle complaints calmly and know when to call the manager
            open the post and do light typing
        """,
        about_you="""
            You are warm, well spoken and unflappable.
            You can use a computer while talking to somebody.
            You know how to keep things confidential.
            Reception or customer service experience is important for this post.
            You can cover colleagues' holidays now and then.
            You see what needs doing before you are asked.
        """,
        cv="""
            welcomed visitors and ran the switchboard
            booked up to eighty appointments a day
            checked guests in and out and took payments
            kept patient details confidential
            dealt calmly with upset callers
            opened and closed the building
            typed letters and kept the diary for three managers
        """,
        skills="reception; telephone manner; appointment booking; customer service; confidentiality; data entry",
        extra_skills="switchboard; cash handling; complaint handling; medical terms; diary management",
        shifts="""
            Mon-Fri 08:00-13:00 :: 25 :: Mornings, Monday to Friday 8am to 1pm
            Mon-Fri 13:00-18:30 :: 27.5 :: Afternoons, Monday to Friday 1pm to 6.30pm
            Mon-Fri 08:30-17:30 :: 40 :: Monday to Friday, 8.30am to 5.30pm
            Mon-Thu,Sat 07:00-15:00 | Tue-Fri,Sun 15:00-23:00 :: 37.5 :: Hotel earlies and lates, five days out of seven
            Mon,Tue,Wed 09:30-14:30 :: 15 :: Monday to Wednesday, 9.30am to 2.30pm
        """,
        pay=(12.71, 13.4),
        demands="sitting=5; speech_phone=6; hearing=5; public_facing=6; conflict=3; reading_writing=4; concentration=4; dexterity=4; shift_length=3",
        adjustments="""
            Bookings by email only can be arranged, with no telephone :: speech_phone=2; hearing=2
            A second person is always on the desk for difficult conversations :: conflict=1
        """,
    ),
    occupation(
        "call_centre",
        family="contact_centre",
        role="customer service adviser",
        weight=12,
        titles="Customer Service Adviser; Contact Centre Adviser; Telephone Customer Adviser (Home Based); Complaints Handler; Inbound Call Handler",
        employers="Signal Water; Beacon Energy Help; Oriel Insurance Services; Ninebridge Housing; Wavelength Contact",
        workplaces="an energy company's call centre; a bank's contact centre; an insurance helpline; a housing repairs line",
        duties="""
            take calls from customers and sort out bills, meter readings and moves
            answer web chats and emails between calls
            listen carefully and find the right answer the first time
            set up payment plans for people who are struggling
            record every contact clearly on the system
            book repairs and engineers' visits
            handle complaints from start to finish
            work towards targets for quality and customer satisfaction
            follow data protection rules on each call
        """,
        about_you="""
            You have a clear, friendly telephone voice.
            You can talk, listen and type at the same time.
            You stay polite when others are not.
            You learn systems quickly: there are four weeks of full-time training.
            You need a quiet room and a good broadband line if you work from home.
            Customer service experience from a shop, bar or call centre all counts.
        """,
        cv="""
            took sixty to eighty calls a day about bills and tariffs
            answered web chats, three at a time
            dealt with complaints and wrote final letters
            beat the quality target ten months out of twelve
            helped people in debt to set up payment plans
            trained new starters on the systems
            worked from home with a headset after the office closed
        """,
        skills="telephone manner; customer service; data entry; complaint handling; active listening; data protection",
        extra_skills="web chat; debt advice signposting; typing; working to targets; problem solving",
        shifts="""
            Mon-Fri 09:00-17:30 :: 37.5 :: Monday to Friday, 9am to 5.30pm
            5 of Mon-Sat 08:00-20:00 :: 37.5 :: Five shifts between 8am and 8pm, Monday to Saturday
            Mon-Fri 08:00-16:00 | Mon-Fri 12:00-20:00 :: 37.5 :: Early and late weeks, 8am to 4pm and 12 noon to 8pm :: prefer
            Mon-Fri 09:30-14:30 :: 25 :: School-hours team, Monday to Friday 9.30am to 2.30pm
            Mon-Fri 17:00-21:00 :: 20 :: Evening team, Monday to Friday 5pm to 9pm
            6h within Mon-Fri 08:00-20:00 :: 30 :: Six hours a day at times that you choose, between 8am and 8pm
        """,
        pay=(12.85, 14.4),
        remote="mixed",
        annual_pay=0.6,
        demands="sitting=7; speech_phone=7; hearing=6; dexterity=4; concentration=5; pressure_targets=5; conflict=4; reading_writing=4; noise=4; shift_length=4",
        adjustments="""
            A web chat and email post, away from the telephones, can be offered :: speech_phone=1; hearing=1; conflict=2
            A noise-cancelling headset and a desk at the edge of the room :: noise=2; hearing=4
            Quality targets only for the first six months :: pressure_targets=3
        """,
    ),
    occupation(
        "data_entry",
        family="office",
        role="data entry clerk",
        weight=7,
        titles="Data Entry Clerk; Remote Administrator; Data Processing Assistant; Document Processing Clerk (Home Based)",
        employers="Oriel Insurance Services; Ledgerline; County Legal Services; Signal Water; Quillpoint Records",
        workplaces="an insurance office; a records company; a council department; a market research firm",
        duties="""
            key forms and claims into our system quickly and accurately
            check entries against scanned documents and put mistakes right
            send standard letters and emails
            chase missing information from customers by email
            keep a log of what you have done and what is waiting
            work from home with equipment that we send to you
            join a short video call with the team each morning
            keep customer information secure
            help with month-end checks
        """,
        about_you="""
            You type accurately at 40 words a minute or better.
            You can keep your attention on detailed work.
            You are self-motivated and manage your own day.
            You have somewhere private to work if you are at home.
            You are comfortable with spreadsheets.
            You ask when something looks wrong.
        """,
        cv="""
            keyed around three hundred records a day with few errors
            checked scanned forms against the database
            answered customer emails with standard letters
            kept a tracking spreadsheet for the team
            worked from home for two years, managing my own time
            cleaned up an address list of twelve thousand lines
        """,
        skills="data entry; typing; spreadsheets; attention to detail; data protection; email",
        extra_skills="databases; home working; filing; quality checking",
        shifts="""
            6h within Mon-Fri 07:00-21:00 :: 30 :: Six hours a day whenever suits you between 7am and 9pm
            4 of 7.5h within Mon-Fri 07:00-19:00 :: 30 :: Four days of 7.5 hours between 7am and 7pm
            Mon-Fri 09:00-17:00 :: 35 :: Monday to Friday, 9am to 5pm
            Mon-Fri 09:30-14:00 :: 22.5 :: Monday to Friday, 9.30am to 2pm
            5h within Mon-Fri 09:00-22:00 :: 25 :: Five hours a day, day or evening
        """,
        pay=(12.71, 13.4),
        remote="full",
        annual_pay=0.4,
        demands="sitting=6; dexterity=5; vision_detail=5; concentration=5; reading_writing=5; shift_length=3; change=2",
        adjustments="""
            Dictation software and a large screen can be sent to you :: dexterity=2; vision_detail=3
            Work can be split into short blocks through the day :: sitting=2; concentration=4
        """,
    ),
    occupation(
        "accounts_assistant",
        family="office",
        role="accounts assistant",
        weight=7,
        titles="Accounts Assistant; Purchase Ledger Clerk; Payroll Assistant; Credit Controller; Bookkeeper (Part Time)",
        employers="Ledgerline; Stonebridge Timber; County Legal Services; Pennine Haulage; Foundry Works Studios",
        workplaces="an accountancy practice; a building firm; a haulage company; a charity's finance team",
        duties="""
            process supplier invoices and match them to orders
            reconcile bank accounts and petty cash
            chase overdue accounts by telephone and email
            prepare the weekly payroll for eighty staff
            help with month-end reports and VAT returns
            answer suppliers' queries
            enter expenses and check receipts
            keep the ledgers tidy for the auditors
            post journals under the finance manager's guidance
        """,
        about_you="""
            You have worked in an accounts office and know a ledger from a journal.
            You are confident with Excel and have used an accounts package.
            You may be studying for AAT, and we can support that.
            You are accurate and meet deadlines without a fuss.
            You can chase money and stay on good terms.
            You respect the privacy of pay information.
        """,
        cv="""
            processed two hundred invoices a week
            reconciled bank and supplier statements
            ran the weekly payroll and answered staff questions
            chased overdue accounts and cut the debt by a third
            prepared figures for the VAT return
            did the books for a small building firm
            moved the ledgers on to new software
        """,
        skills="invoicing; bank reconciliation; spreadsheets; purchase ledger; attention to detail; accounts software",
        extra_skills="payroll; credit control; vat returns; data entry; telephone manner",
        shifts="""
            Mon-Fri 09:00-17:00 :: 35-37.5 :: Monday to Friday, 9am to 5pm
            3 of Mon-Fri 09:00-17:00 :: 21 :: Three days a week, to be agreed
            7.5h within Mon-Fri 07:00-19:00 :: 37.5 :: Flexitime between 7am and 7pm
            Mon-Fri 09:30-14:30 :: 22.5-25 :: Monday to Friday, 9.30am to 2.30pm
        """,
        pay=(13.4, 16.2),
        licences="aat",
        obtainable="aat",
        remote="hybrid",
        annual_pay=0.8,
        demands="sitting=6; dexterity=4; reading_writing=5; concentration=6; vision_detail=5; learning_complexity=5; pressure_targets=3; shift_length=4",
        adjustments="""
            A sit-stand desk and two large screens are standard :: sitting=3; vision_detail=3
            Deadlines are shared out at month end :: pressure_targets=2
        """,
    ),
)
