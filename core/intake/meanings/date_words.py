"""Names of the months and their short forms, in the languages of this package's dictionaries."""

from core.intake.meanings.plain import phrases

MONTHS = {
    name: number
    for number, listed in enumerate(
        (
            "january; jan; januar; janner; januari; janvier; janv; enero; ene; gennaio; gen; janeiro; stycznia; "
            "styczen; sty",
            "february; feb; febr; februar; februari; fevrier; fevr; fev; febrero; febbraio; fevereiro; lutego; "
            "luty; lut",
            "march; mar; marz; maerz; mrz; maart; mrt; maa; mars; marzo; marco; marts; marca; marzec",
            "april; apr; avril; avr; abril; abr; aprile; kwietnia; kwiecien; kwi",
            "may; mai; mei; mayo; maggio; mag; maio; maj; maja",
            "june; jun; juni; juin; junio; giugno; giu; junho; czerwca; czerwiec; cze",
            "july; jul; juli; juillet; juil; julio; luglio; lug; julho; lipca; lipiec; lip",
            "august; aug; augustus; aout; agosto; ago; augusti; sierpnia; sierpien; sie",
            "september; sep; sept; septembre; septiembre; settembre; set; setembro; wrzesnia; wrzesien; wrz",
            "october; oct; oktober; okt; octobre; octubre; ottobre; ott; outubro; out; pazdziernika; pazdziernik; paz",
            "november; nov; novembre; noviembre; novembro; listopada; listopad; lis",
            "december; dec; dezember; dez; decembre; diciembre; dic; dicembre; dezembro; grudnia; grudzien; gru",
        ),
        start=1,
    )
    for name in phrases(listed)
}
# Small words inside a written date, days of the week among them.
BESIDE = frozenset(
    phrases(
        """
        de; of; the; del; le; den; d; st; nd; rd; th; er; r; roku; mon; tue; wed; thu; fri; sat; sun; monday; tuesday;
        wednesday; thursday; friday; saturday; sunday; montag; dienstag; mittwoch; donnerstag; freitag; samstag;
        sonntag; maandag; dinsdag; woensdag; donderdag; vrijdag; zaterdag; zondag; lundi; mardi; mercredi; jeudi;
        vendredi; samedi; dimanche; tues; thur; thurs; mo; di; mi; do; fr; sa; so
        """
    )
)
# A part of a date that is not known.
UNKNOWN = frozenset(phrases("un; unk; unkn; uk; xx; xxx; xxxx; nk; ukn; unknown; ?; ??; ???; ????; --; -"))
