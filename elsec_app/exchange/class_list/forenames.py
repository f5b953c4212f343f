"""Common names, to tell a column of forenames from a column of surnames when no heading does.

Evidence only: no child's name is ever judged by it. Plain, widely known names of children and
families in England, written for this purpose; not a copy of any published ranking.
"""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


FORENAMES = _words(
    """
    aaliyah aaron abdul abdullah abigail adam ada adrian afia aiden aisha ahmed akua alan
    albert albie alex alexander alexandra alfie alfred ali alice alina amelia amelie amina
    amir amira amy ana anaïs andrei andrew anna annabelle antoni anya archie arthur arlo arjun
    aryan asher aurora austin ava ayaan ayesha bartosz beatrice bella ben benjamin bethany
    billy bjørn blake bobby bonnie brandon caleb callum cameron caspian charles charlie
    charlotte chloe christian christopher clara connor cora daisy dalia daniel daphne darcey
    darcy david delilah dexter diya dominic dylan eden edith edward elena eli elias elijah
    eliza elizabeth ella ellie ellie-mae elliot eloise elsie emilia emily emma emmanuel erin
    esme ethan eva evan eve evelyn evie ezra fatima felix filip finley finn fiona florence
    frankie freddie frederick freya gabriel gabriela george georgia gethin gracie grace
    grayson gwen hallie hamza hana hannah harley harper harriet harrison harry harvey hassan
    heidi henry holly hope hudson hugo hussain ibrahim ifeoma imogen inaya iris isaac isabella
    isabelle isla ivan ivy jack jackson jacob jake jakub james jamie jasmine jasper jaxon
    jayden jenson jessica jesse joel john jonah joseph joshua jude julia kai kamil karim kayla
    khadija khadijah kian kwame kyle lara laura layla leah leo leon liam lily lily-mae lilly
    logan lola lottie louie louis luca lucas lucy luka luke luna lydia łukasz mabel maddison
    maisie malik margot maria mariam martha maryam mason matilda matthew maya megan mia
    michael mila millie mohamed mohammad mohammed molly morgan muhammad musa myla mylo nadia
    nancy naomi nathan nathaniel nevaeh niamh nina noah noor nora oakley oliver olivia oliwia
    olive oluwaseun omar ophelia orla oscar otis ottilie owen parker patrick penelope peter
    phoebe piotr poppy priya quinn rachel ralph rania raphael rayyan rebecca reggie reuben
    rhys riley river robert robin roman ronnie rory rosa rose rosie rowan ruby rupert ryan
    sadie safa saffron sam samir samuel sara sarah savannah scarlett sean sebastian siân
    sienna sofia sonny sophia sophie stanley stella summer sunny suraj szymon tariq teddy theo
    theodore théo thomas tobias toby tomos tommy tyler umar valentina victoria vinnie violet
    vivaan wiktoria william willow wren xavier yasmin youssef yusuf zachary zahra zain zainab
    zara zayn zoe zoë zofia zuzanna
    """
)

SURNAMES = _words(
    """
    abdi adams adeyemi ahmed akhtar ali allen anderson andrews ap bailey baker banerjee barker
    barnes begum bell bennett bibi brown butler campbell carter chapman chen choudhury clark
    clarke collins cook cooper cox davies davis davison díaz dixon edwards ellis evans fisher
    foster fox garcía gibson gray green griffiths gupta hall harris harrison harvey hassan
    hill holmes hughes hunt hunter hussain hussein iqbal islam jackson jenkins johnson jones
    kaur kelly kennedy khan khatun king knight kowalska kowalski kumar le lee lefèvre lewis li
    lloyd malik marshall martin mason matthews mcdonald macdonald mensah miah miller mills
    mitchell mohamed moore morgan morris murphy murray müller ndlovu nguyễn nguyen nowak
    okafor okeke osman o'brien owen palmer parker patel pearson phillips popescu powell price
    rahman reid reynolds richards richardson roberts robinson rogers russell saunders scott
    shah sharma shaw siddiqui silva simpson singh smith sørensen stevens stewart taylor thomas
    thompson turner uddin walker walsh ward watson watts webb wells west white wilkinson
    williams williamson wilson wood woods wright wójcik yılmaz young zhang żak
    """
)
