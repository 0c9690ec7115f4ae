"""Names of medicines as charts write them: systemic agents, what is topical, and the words beside them.

Generic names, brands, abbreviations and common misspellings, from the project's clinical reference.
"""

from core.intake.meanings.plain import phrases, words

# "csa", "upa", "leb" and other short forms mean an agent only in a column of systemic agents, which is where these
# are looked up. Not listed: AZT (zidovudine), TAC (triamcinolone or tacrolimus), CS (cyclosporine or corticosteroid).
SYNONYMS = {
    "dupilumab": """
        dupilumab; dupixent; dupi; dup; dupixant; dupixen; dupilimab; dupilumumab; dupiluma; duplimab; dupliumab;
        dupilamab; dupilumag; dupixient; dupixint
    """,
    "tralokinumab": """
        tralokinumab; adbry; adtralza; tralo; tra; tralok; adbri; adbury; tralokimumab; tralikinumab; adtraza;
        tralokinumb
    """,
    "lebrikizumab": """
        lebrikizumab; ebglyss; lebri; leb; ebgliss; ebglys; lebrikuzimab; lebrikuzumab; lebrekizumab
    """,
    "nemolizumab": """
        nemolizumab; nemluvio; mitchga; nemo; nemoli; nemluvia; nemoluzimab; nemoluzumab; nemolizumb
    """,
    "omalizumab": "omalizumab; xolair; oma; omali; omalizumb",
    "upadacitinib": """
        upadacitinib; rinvoq; upa; upad; upada; rinvoc; rinvok; updacitinib; upadacitanib; upadacitnib; upadicitinib;
        rinvoque
    """,
    "abrocitinib": """
        abrocitinib; cibinqo; abro; abroc; cibinco; cibinquo; abrocitnib; abrocitanib; cibinqu; abrocitib; cibinqa
    """,
    "baricitinib": "baricitinib; olumiant; bari; olumient; baracitinib; baricitnib; baricitanib; olumniant",
    "tofacitinib": "tofacitinib; xeljanz; tofa; tofacitnib; tofacitanib; xeljans",
    "methotrexate": """
        methotrexate; mtx; metho; methotrexat; methotrexate sodium; trexall; otrexup; rasuvo; metoject; metotrexate;
        methotrexaat; metotrexato; metotressato; metotrexat; metotreksat; methotraxate; methotrexte; methotrexade;
        nordimet; ledertrexate; xatmep; metex
    """,
    "cyclosporine": """
        cyclosporine; ciclosporin; cyclosporin; ciclosporine; cyclosporin a; cyclosporine a; ciclosporin a; csa; cya;
        neoral; gengraf; sandimmune; sandimmun; sandimmun neoral; neroal; ciclosporina; ciclosporine a; cyklosporin;
        cyklosporyna; cyclosporina; ciclosporina a; cyclosprine; cyclosporne; ciclosporyna; cyclo; ciclo
    """,
    "azathioprine": """
        azathioprine; azathioprin; aza; imuran; azasan; imurel; imurek; imuram; azathiaprine; azathioprim; azatioprina;
        azatioprin; azatiopryna; azathropine; azathiopine
    """,
    "mycophenolate": """
        mycophenolate; mycophenolate mofetil; mycophenolic acid; mycophenolate sodium; mycophenolat; mmf; mpa; ec mps;
        cellcept; cell cept; myfortic; mycophenylate; mycophenolaat; mycophenolatmofetil; micofenolato; mykofenolat;
        mykofenolatmofetil; micofenolato de mofetilo; micofenolato mofetile; mykofenolan; mycofenolaat;
        acide mycophenolique
    """,
    "systemic corticosteroid": """
        systemic corticosteroid; systemic corticosteroids; systemic steroid; systemic steroids; oral corticosteroid;
        oral corticosteroids; oral steroid; oral steroids; prednisone; prednisolone; prednisolon; prednison; pred;
        pdn; methylprednisolone; methylprednisolon; medrol; medrol dosepak; medrol dose pack; medrol dosepack; mdp;
        deltasone; rayos; dexamethasone; dexamethason; ocs; scs; im kenalog; kenalog im; im tac; im triamcinolone;
        triamcinolone im; kenalog injection; kenalog 40; prednisona; prednisolona; prednison tabletten;
        metilprednisolona; systemische steroide; systemische corticosteroiden; corticoides sistemicos;
        corticosteroidi sistemici; im steroid; im steroids; im corticosteroid; steroid taper; prednisone taper;
        pred taper; prednizon; prednizolon; decortin; betapred
    """,
    "phototherapy": """
        phototherapy; nbuvb; nb uvb; nb uv b; uvb; puva; excimer; excimer laser; light box; lightbox; light therapy;
        narrowband uvb; narrow band uvb; narrowband ultraviolet b; uva1; uva 1; uv therapy; fototherapie; phototherapie;
        lichttherapie; phototherapie uvb; fototerapia; ljusbehandling; lysbehandling; uvb 311; uvb 311 nm
    """,
    "apremilast": "apremilast; otezla; apre; apremilas; otesla",
}
NAMES = {entry.replace("-", " "): agent for agent, listed in SYNONYMS.items() for entry in phrases(listed)}

STUDY_CREAM = frozenset(
    phrases(
        """
        ruxolitinib cream; ruxolitinib; opzelura; rux; opz; rux cream; ruxolitinib creme; ruxo; opzelura cream;
        ruxolitinib topical; topical ruxolitinib; ruxolitinib phosphate cream; opzalura; opzulera
        """
    )
)
ORAL_RUXOLITINIB = frozenset(
    phrases(
        """
        jakafi; jakavi; oral ruxolitinib; ruxolitinib tablets; ruxolitinib tablet; ruxolitinib oral; ruxolitinib po;
        oral rux
        """
    )
)
TOPICALS = frozenset(
    phrases(
        """
        tacrolimus ointment; tacrolimus; tacrolimus oint; topical tacrolimus; protopic; pimecrolimus; elidel;
        crisaborole; eucrisa; staquis; roflumilast cream; topical roflumilast; zoryve; tapinarof; vtama; delgocitinib;
        delgocitinib cream; anzupgo; corectim; tcs; tci; topical steroid; topical steroids; topical corticosteroid;
        topical corticosteroids; topical calcineurin inhibitor; triamcinolone cream; triamcinolone ointment;
        triamcinolone acetonide; triamcinolone tac; tac cream; tac ointment; tac oint; mometasone; elocon; elocom;
        clobetasol; temovate; dermovate; betamethasone; fluocinonide; fluocinolone; desonide; hydrocortisone;
        hydrocortisone cream; halobetasol; fluticasone; desoximetasone; methylprednisolone aceponate; advantan;
        emollient; emollients; moisturizer; moisturiser; moisturizers; vanicream; cerave; vaseline; steroid cream;
        steroid ointment; topicals; topical; cortisone cream; hydrocortison; clobetasone
        """
    )
)
# Forms that make whatever stands before them topical.
TOPICAL_FORMS = frozenset(
    words("cream creme crema ointment oint unguent salbe zalf pommade lotion gel foam topical topically")
)
# Names that could be two things, with what they could be.
UNCLEAR = {
    "azt": "azt may be zidovudine",
    "tac": "tac may be triamcinolone or tacrolimus, which are topical",
    "triamcinolone": "triamcinolone may be topical; write IM where it was injected",
    "kenalog": "kenalog may be topical; write IM where it was injected",
    "cs": "cs may be cyclosporine or a corticosteroid",
    "steroid": "steroids may be topical or systemic",
    "steroids": "steroids may be topical or systemic",
    "corticosteroid": "corticosteroids may be topical or systemic",
    "corticosteroids": "corticosteroids may be topical or systemic",
    "cortisone": "cortisone may be topical or systemic",
    "biologic": "a class of agents, not one of them",
    "biologics": "a class of agents, not one of them",
    "jak": "a class of agents, not one of them",
    "jaki": "a class of agents, not one of them",
    "jak inhibitor": "a class of agents, not one of them",
    "oral jak inhibitor": "a class of agents, not one of them",
    "systemic": "a class of agents, not one of them",
    "immunosuppressant": "a class of agents, not one of them",
}
NONE = frozenset(
    phrases(
        """
        none; no; nil; no systemic; no systemics; no systemic therapy; no systemic treatment; without systemic;
        no agent; no drug; no medication; not on systemic; keine; kein; keine systemtherapie; geen;
        geen systemische therapie; aucun; aucune; ninguno; ninguna; nessuno; nessuna; nenhum; ingen; inga;
        brak leczenia; cream only; cream alone; opzelura only; cream monotherapy; topical only
        """
    )
)
# Words beside a name that change nothing: doses, ways, frequencies, salts, forms, small words.
BESIDE = frozenset(
    words(
        """
        mg mcg ug ml g gr kg iu units unit m2 wk week weeks weekly biweekly fortnightly monthly month months day days
        daily every other each once twice one two three four times time per q qd bid tid od om on qw qwk qow eow qod
        prn bd qds q2w q4w q1w qweek sc subq subcut subcutaneous subcutaneously iv im po oral orally mouth by inj
        injection injections injectable injected tablet tablets tab tabs capsule capsules cap caps pill pills pen
        prefilled syringe autoinjector infusion loading dose maintenance standard full low high sodium mofetil ldrm
        lbkz ilto xr er sr er extended release tm r generic biosimilar brand current currently ongoing continued
        stable systemic therapy treatment agent drug biologic jak inhibitor jaki alone monotherapy mono using x
        tablette tabletten comprime injektion wochentlich woche alle taglich semaine semana dose dosis mg/kg
        hemihydrate tartrate citrate acid folic folate since start started with of the a an fur
        """
    )
)
# What stands between the names of a combination.
JOINS = frozenset(words("and plus und et y e en og och oraz i w with"))
# Words that say the name is of the past or not meant.
DOUBTS = frozenset(
    words(
        """
        no not never stopped stop discontinued previous previously prior past former formerly switched switch changed
        then after before until failed failure planned plan declined considered or vs possibly maybe
        """
    )
)
