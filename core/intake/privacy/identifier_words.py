"""Titles of columns that identify a person, by kind, in the languages sites write them in.

The kinds follow the HIPAA Safe Harbor list, 45 CFR 164.514(b)(2).
"""

from core.intake.meanings.plain import words

# A title counts where its words, or its words run together, contain one of these phrases.
ANYWHERE = {
    "name": """
        patient name; pt name; full name; first name; last name; middle name; maiden name; given name; given names;
        family name; surname; forename; firstname; lastname; fullname; subject name; participant name; person name;
        name of patient; name of the patient; names of patient; mother name; father name; guardian name; parent name;
        spouse name; partner name; contact name; emergency contact; physician name; doctor name; provider name;
        clinician name; nurse name; investigator name; rater name; referring physician; referring doctor; gp name;
        nachname; vorname; familienname; patientenname; name des patienten; geburtsname; hausarzt; achternaam;
        voornaam; roepnaam; patientnaam; naam patient; naam van de patient; huisarts; prenom; nom de famille;
        nom patient; nom du patient; nom complet; nom de naissance; medecin traitant; nombre paciente;
        nombre del paciente; nombre completo; nombre y apellidos; apellido; apellidos; cognome; nome paziente;
        nome del paziente; nome e cognome; nome completo; sobrenome; apelido; nome do paciente; fornamn; efternamn;
        fornavn; efternavn; patientens namn; patientens navn; imie; nazwisko; imie i nazwisko; nachname vorname;
        alias name; signature; lname; fname; mname; last nm; first nm; patient nm
    """,
    "initials": """
        initials; patient initials; pt initials; subject initials; initialen; initiales; iniciales; iniziali; iniciais;
        initialer; inicjaly
    """,
    "kin": """
        next of kin; nok; kin name; kin phone; relative name; family contact; angehorige; angehoriger; familielid;
        contactpersoon; personne a prevenir; familiar de contacto; contatto familiare; narmast anhorig; parorende
    """,
    "birth date": """
        dob; date of birth; birth date; birthdate; birthday; birth dt; birthdt; brthdtc; brthdt; birthdtc;
        day of birth; month of birth; birth month; birth year; birthyear; birth yr; year of birth; yob; yrbirth;
        yearofbirth; born; born on; geburtsdatum; geburtstag; geburtsjahr; geb datum; gebdat; geb dat; geboortedatum;
        geboortejaar; geb datum patient; date de naissance; date naissance; ddn; annee de naissance; ne le; nee le;
        fecha de nacimiento; fecha nacimiento; fecha nac; fnac; ano de nacimiento; data di nascita; data nascita;
        anno di nascita; data de nascimento; data nascimento; ano de nascimento; fodelsedatum; fodelsear; fodselsdato;
        fodselsar; fodselsdag; data urodzenia; rok urodzenia; dob year; dobyear
    """,
    "record number": """
        mrn; medical record number; medical record no; medical record nr; medical record id; medical record;
        med rec no; med rec num; medrec; mr number; mr no; epic mrn; epic id; pat mrn id; enterprise id;
        hospital number; hospital no; hospital nr; hospital id; hospitalnumber; hosp no; hosp num;
        hospital unit number; unit number; ur number; urn; chart number; chart no; chart nr; chart id;
        patient file number; file number; case file number; nhs number; nhs no; nhs nr; nhs id; nhs; nhsno; nhsnumber;
        chi number; chi no; cpr; cpr nr; cpr no; cpr number; cprnr; cpr nummer; personnummer; personnr; fodselsnummer;
        csn; pat enc csn id; encounter id; encounter number; encounter no; account number; acct no; acct number;
        account no; admission number; visit encounter number; fallnummer; fallnr; krankenhausnummer;
        krankenaktennummer; aktennummer; aufnahmenummer; dossiernummer; ziekenhuisnummer; patientdossier;
        numero de dossier; numero dossier; no dossier; no de dossier; n dossier; n de dossier; dossier patient; ipp;
        nip patient; numero d hospitalisation; historia clinica; numero de historia; numero historia clinica;
        num historia; nhc; numero de expediente; cartella clinica; numero cartella; codice sanitario;
        numero de prontuario; prontuario; processo clinico; journalnummer; journalnr; journal number; pesel;
        numer historii choroby; nr historii choroby; numer pesel; bsn; burgerservicenummer; national patient id;
        patient hospital id; emr id; ehr id; emr number; lab id number; specimen number; accession number
    """,
    "national number": """
        ssn; social security; soc sec; social security number; social security no; socialsecurity; last four ssn; nino;
        national insurance number; national insurance no; national id; national id number; nationalid;
        national number; national identifier; identity number; identity card; id card; passport; passport no;
        passport number; drivers license; driver license; driving licence; driver s license; license number;
        licence number; license no; tax id; tax number; sozialversicherungsnummer; svnr; ahv nummer; ahv nr;
        personalausweis; steuernummer; reisepass; paspoortnummer; rijksregisternummer; numero de securite sociale;
        numero securite sociale; securite sociale; no securite sociale; nir; dni; nie paciente;
        numero de la seguridad social; seguridad social; curp; rut paciente; codice fiscale; codicefiscale;
        tessera sanitaria; cpf; cartao de cidadao; numero de utente; dowod osobisty; insurance number; insurance no;
        insurance id; insurance policy; policy number; policy no; medicare; medicare no; medicare number; medicaid;
        medicaid no; member id; beneficiary; health plan number; health card; health card number;
        health insurance number; health insurance no; health plan; versichertennummer; versicherungsnummer;
        krankenkassennummer; krankenversicherungsnummer; verzekeringsnummer; polisnummer; numero assure;
        numero de afiliacion; numero de seguro; vehicle identification number; license plate; licence plate;
        certificate number
    """,
    "phone": """
        phone; phones; landline; telephone; tel; tel no; tel nr; telno; mobile; mobile no; mobile number; mobile phone;
        cell phone; cellphone; cell no; cell number; fax; fax no; fax number; pager; phone number;
        contact number; gsm; whatsapp; home phone; work phone; telefon; telefonnummer; telefonnr; handy; handynummer;
        mobil; mobiltelefon; mobilnummer; telefoon; telefoonnummer; mobiel; mobiele telefoon; telefono; movil;
        celular; cellulare; telemovel; telefone; telefon domowy; telefon komorkowy; komorka; portable; tel portable;
        numero de telephone; numero de telefono; numero di telefono; mobilnr
    """,
    "e-mail": """
        email; e mail; emails; email address; mail address; e mail address; emailadres; e mail adres; courriel;
        adresse mail; adresse email; correo; correo electronico; posta elettronica; e post; epost; email id; mail id
    """,
    "address": """
        address; addresses; addr; address 1; address line; home address; street; street address; street name;
        house number; city; town; village; zip; zip code; zipcode; zip5; postcode; post code; postal code; postalcode;
        postal; county; place of birth; birth place; birthplace; residence; place of residence; neighborhood;
        neighbourhood; geocode; latitude; longitude; gps; lat long; adresse; anschrift; strasse; hausnummer; plz;
        postleitzahl; wohnort; stadt; geburtsort; adres; straat; straatnaam; huisnummer; woonplaats; gemeente;
        geboorteplaats; code postal; ville; commune; lieu de naissance; domicile; direccion; domicilio; calle;
        ciudad; codigo postal; cp paciente; municipio; lugar de nacimiento; indirizzo; citta; cap residenza; comune;
        luogo di nascita; residenza; endereco; rua; cidade; morada; local de nascimento; adress; gatuadress;
        postnummer; postort; postnr; vej; adresa; ulica; miasto; kod pocztowy; miejsce urodzenia; miejscowosc
    """,
    "network address or device": """
        ip address; ipaddress; ip addr; ip; mac address; macaddress; url; website; web address; homepage; device id;
        device identifier; device serial number; serial number; serial no; device serial; imei; user name; username;
        login; user id; userid; recorded by; entered by; created by user; taken user id; flwsht recorded by
    """,
    "photo or biometric": """
        photo; photos; photograph; photo file; picture; image; image file; image path; fingerprint; biometric;
          foto; bild; imagen; immagine; zdjecie; dna sequence
    """,
    "survey identifier": "redcap survey identifier; survey identifier; survey email; participant email",
}
# Titles that count only as a whole: with other words beside them they mean other things.
WHOLE = {
    "name": """
        name; names; patient names; nombre; nome; nom; naam; namn; navn; person; nombres; nazwa pacjenta; pat name;
        hcp; gp; physician; doctor; provider; clinician; nurse; investigator; rater; assessor; arzt; arts; medecin;
        medico; lakare; laege; lekarz
    """,
    "address": "ort; rue; cep; stad; lat; long; lon",
    "phone": "cell; cell phone no; landline; tfno; tlf; tlf nr",
    "initials": "init; pt init; pat init; inits",
    "record number": "record no patient; mpi; empi; eid; patient hospital number; account",
    "free text": """
        comment; comments; note; notes; remark; remarks; free text; freetext; narrative;
         clinical notes; clinical note; progress note; progress notes; other comments; general comments;
        ae comment; ae comments; ae narrative; observations; additional information; reason text;
        bemerkung; bemerkungen; anmerkung; anmerkungen; kommentar; kommentare; freitext; notiz; notizen; anamnese;
        opmerking; opmerkingen; toelichting; vrije tekst; notities; commentaire; commentaires; remarque; remarques;
        texte libre; observation clinique; comentario; comentarios; observaciones; notas; texto libre; commento;
        commenti; osservazioni; testo libero; annotazioni; observacoes; anotacoes; anteckning; anteckningar; fritext;
        kommentarer; bemaerkning; bemaerkninger; fritekst; noter; uwagi; komentarz; komentarze; notatki; opis;
        additional comments; free text comments; follow up notes; visit notes; other notes; reason for change
    """,
}
# Words beside which a phrase above does not speak of a person.
HARMLESS = {
    "name": """
        drug medication medicine agent treatment ae event term test visit site arm form field variable instrument
        measure param parameter file column study centre center hospital clinic brand trade generic product organ
        country group cohort category class disease symptom item scale score lab flowsheet department unit side effect
        se confirmed recorded available known
    """,
    "kin": "confirmed informed known yes no available status recorded documented",
    "birth date": "sex gender weight order country given at type control term preterm defect",
    "phone": "count counts type visit call contacted app usage t b mast line carcinoma wbc rbc blood",
    "address": """
        ip mac e mail email side effects visit kind issue addressed type site of lesion application body skin ae
    """,
    "record number": "type complete scanned reviewed available",
    "network address or device": "exposure",
    "photo or biometric": """
        type protect protection sensitivity taken available aging damage therapy dermatitis toxicity
    """,
    "national number": "type status available",
}
# Words that turn a title about a person into a question of yes or no, or into a count.
FLAGS = frozenset(words("confirmed checked verified collected obtained complete completed consent consented yn"))
