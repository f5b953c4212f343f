"""Short and pet forms of forenames, to see that Ben and Benjamin may be one child.

Evidence for a person who decides, never a decision. Widely known forms, written for this purpose;
not a copy of any published list. To add one: a word on a line, or a line.
"""

_FORMS = """
abigail abi abbie gail
aleksander alexander alex alec sandy xander aleks olek
aleksandra alexandra alex sandra lexi ola
alfred alfie alf fred
amelia amelie millie mia
andrew andy drew
anna ann anne annie ania
anthony antony tony
archibald archie
arthur art artie
benjamin ben benji benny
catherine katherine kathryn kate katie kathy cathy kitty
charles charlie chas
charlotte charlie lottie lotte
christopher chris kit
daniel dan danny
david dave davy dafydd
dominic dom
edward ed eddie ted teddy ned
eleanor elinor ellie nell nora
elizabeth elisabeth beth betsy bess eliza libby lizzie liz
emily em emmie millie
frances francesca fran frankie
frederick freddie fred
gabriel gabe
gabriella gabrielle gabby ella
george georgie
grace gracie
harriet hattie
harrison harry
henry harry hal
isaac zac ike
isabella isabelle isobel isabel bella izzy belle
jacob jake kuba jakub
jacqueline jackie
james jim jimmy jamie
jennifer jen jenny
jessica jess jessie
john jon johnny jack
jonathan jon jonny
joseph joe joey yusuf
joshua josh
katarzyna kasia
leonardo leo leonard leon
lucas luke luca
lucy lucie
madeleine maddie
madison maddie
malgorzata gosia
margaret maggie meg peggy margot
matilda tilly tilda mattie
matthew matt matty
maximilian max
mohammed mohammad muhammad mohamed muhammed mo md
nathaniel nathan nat nate
nicholas nick nicky
oliver ollie oli
olivia liv livvy
oscar ozzie
patrick paddy pat
penelope penny
peter pete
philip phil pip
rebecca becky becca
reginald reggie reg
richard rick rich dick
robert rob bob bobby robbie bert
rosemary rose rosie
samantha sam sammy
samuel sam sammy
sebastian seb
sophia sofia sophie zosia
stanley stan
stephen steven steve
susan sue susie
theodore theo ted teddy
thomas tom tommy
timothy tim
tobias toby
victoria vicky tori
vincent vinnie vince
william will bill billy liam wills
yusuf yousef youssef joseph
zachary zac zach zak
"""

_GROUPS: dict[str, frozenset[int]] = {}
for _number, _line in enumerate(_FORMS.split("\n")):
    for _form in _line.split():
        _GROUPS[_form] = _GROUPS.get(_form, frozenset()) | {_number}


def are_forms_of_one_name(one: str, other: str) -> bool:
    """Whether two forenames, in plain small letters, stand on one line of the list."""
    return not _GROUPS.get(one, frozenset()).isdisjoint(_GROUPS.get(other, frozenset()))
