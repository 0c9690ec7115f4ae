"""The terms that mean an event of special interest until a site says otherwise: preferred terms and chart words.

Written for this project; not taken from a licensed dictionary. Separated by semicolons, one category a block.
"""

# A term that leaves its category open is left out, so that it is listed: "squamous cell carcinoma" and "skin cancer"
# (of the skin, melanoma or not?), "thrombophlebitis", "transient ischaemic attack", "latent tuberculosis", "red eye",
# "keratoconjunctivitis sicca" (dry eye). Oral candidiasis is not opportunistic here; disseminated zoster is zoster.
DEFAULT_TERMS = {
    "serious infection": """
        abscess; appendicitis; arthritis bacterial; bacteraemia; bacteremia; bacterial infection; bacterial meningitis;
        boil; bronchitis; bronchopneumonia; c diff; carbuncle; cellulitis; clostridium difficile colitis;
        clostridium difficile infection; community acquired pneumonia; covid; covid-19; covid-19 pneumonia;
        diverticulitis; eczema infected; encephalitis; endocarditis; erysipelas; folliculitis; furuncle;
        gastroenteritis; genital herpes; herpes simplex; impetigo; infected dermatitis; infected eczema; infection;
        infective endocarditis; influenza; kidney infection; legionella pneumonia; lower respiratory tract infection;
        lung infection; meningitis; meningitis bacterial; meningitis viral; nasopharyngitis; necrotising fasciitis;
        necrotizing fasciitis; oral herpes; osteomyelitis; otitis media; peritonitis; peritonsillar abscess; pneumonia;
        pneumonia bacterial; pneumonia viral; pyelonephritis; pyelonephritis acute; respiratory tract infection;
        sepsis; septic arthritis; septic shock; sinusitis; skin abscess; skin infection; soft tissue infection;
        staphylococcal bacteraemia; staphylococcal bacteremia; staphylococcal infection; staphylococcal sepsis;
        staphylococcal skin infection; streptococcal infection; subcutaneous abscess; superinfected eczema;
        tonsillitis; upper respiratory tract infection; urinary tract infection; urosepsis; uti; viral infection;
        viral meningitis; wound infection
    """,
    "malignancy": """
        acute lymphocytic leukaemia; acute lymphocytic leukemia; acute myeloid leukaemia; acute myeloid leukemia;
        adenocarcinoma of colon; b-cell lymphoma; bile duct cancer; bladder cancer; bladder transitional cell carcinoma;
        bowel cancer; brain cancer; breast cancer; breast carcinoma; cancer; cervical cancer; cervix carcinoma;
        cholangiocarcinoma; chronic lymphocytic leukaemia; chronic lymphocytic leukemia; chronic myeloid leukaemia;
        chronic myeloid leukemia; colon cancer; colorectal cancer; ctcl; cutaneous t-cell lymphoma;
        dermatofibrosarcoma protuberans; diffuse large b-cell lymphoma; endometrial cancer; esophageal cancer;
        follicular lymphoma; gastric cancer; glioblastoma; head and neck cancer; hepatocellular carcinoma;
        hodgkin lymphoma; hodgkin's disease; hodgkin's lymphoma; invasive ductal breast carcinoma; kaposi's sarcoma;
        kidney cancer; laryngeal cancer; lentigo maligna; lentigo maligna melanoma; leukaemia; leukemia; liver cancer;
        lung adenocarcinoma; lung cancer; lung neoplasm malignant; lymphoma; malignancy; malignant lymphoma;
        malignant melanoma; malignant melanoma in situ; malignant neoplasm; melanoma; melanoma in situ;
        merkel cell carcinoma; mesothelioma; metastatic melanoma; multiple myeloma; mycosis fungoides;
        neuroendocrine carcinoma of the skin; non-hodgkin lymphoma; non-hodgkin's lymphoma; non-small cell lung cancer;
        oesophageal carcinoma; oesophageal cancer; oropharyngeal cancer; ovarian cancer; pancreatic cancer;
        pancreatic carcinoma; papillary thyroid cancer; plasma cell myeloma; prostate cancer; rectal cancer;
        renal cancer; renal cell carcinoma; sarcoma; sezary syndrome; sézary syndrome; small cell lung cancer;
        squamous cell carcinoma of head and neck; squamous cell carcinoma of lung; stomach cancer; t-cell lymphoma;
        testicular cancer; thyroid cancer; tongue cancer; transitional cell carcinoma; urothelial carcinoma;
        uterine cancer
    """,
    "non-melanoma skin cancer": """
        basal cell cancer; basal cell carcinoma; basal cell carcinoma of skin; basal cell carcinoma of the skin;
        basosquamous carcinoma; basosquamous carcinoma of skin; bcc; bowen disease; bowen's disease; cscc;
        cutaneous squamous cell carcinoma; keratoacanthoma; nmsc; nodular basal cell carcinoma;
        non-melanoma skin cancer; nonmelanoma skin cancer; skin squamous cell carcinoma;
        squamous cell carcinoma in situ of skin; squamous cell carcinoma in situ of the skin;
        squamous cell carcinoma of skin; squamous cell carcinoma of the skin; superficial basal cell carcinoma
    """,
    "MACE": """
        acute myocardial infarction; brain stem infarction; brain stem stroke; cardiac death; cardioembolic stroke;
        cardiovascular death; cerebellar infarction; cerebral haemorrhage; cerebral hemorrhage; cerebral infarction;
        cerebrovascular accident; cva; embolic stroke; fatal myocardial infarction; fatal stroke; haemorrhagic stroke;
        heart attack; hemorrhagic stroke; intracerebral haemorrhage; intracerebral hemorrhage; ischaemic stroke;
        ischemic stroke; lacunar infarction; lacunar stroke; mace; major adverse cardiac event;
        major adverse cardiovascular event; mi; myocardial infarction; non-st elevation myocardial infarction;
        non-st segment elevation myocardial infarction; nstemi; silent myocardial infarction;
        st elevation myocardial infarction; st segment elevation myocardial infarction; stemi; stroke;
        subarachnoid haemorrhage; subarachnoid hemorrhage; sudden cardiac death; thrombotic stroke
    """,
    "thromboembolism": """
        acute limb ischaemia; acute limb ischemia; aortic thrombosis; arterial embolism; arterial thromboembolism;
        arterial thrombosis; axillary vein thrombosis; blood clot in leg; blood clot in lung; budd-chiari syndrome;
        carotid artery thrombosis; cavernous sinus thrombosis; cerebral vein thrombosis;
        cerebral venous sinus thrombosis; cerebral venous thrombosis; coronary artery thrombosis;
        deep vein thrombosis; deep venous thrombosis; dvt; embolism; embolism arterial; embolism venous;
        femoral artery embolism; femoral artery thrombosis; hepatic vein thrombosis; iliac artery thrombosis;
        jugular vein thrombosis; lung embolism; mesenteric artery thrombosis; mesenteric vein thrombosis;
        mesenteric venous thrombosis; pelvic venous thrombosis; peripheral artery thrombosis; peripheral embolism;
        portal vein thrombosis; pulmonary embolism; pulmonary infarction; pulmonary thromboembolism;
        pulmonary thrombosis; pe; renal artery thrombosis; renal vein thrombosis; retinal artery occlusion;
        retinal artery thrombosis; retinal vein occlusion; retinal vein thrombosis; subclavian vein thrombosis;
        thromboembolic event; thromboembolism; thrombosis; vein thrombosis; venous embolism; venous thromboembolism;
        venous thrombosis; venous thrombosis limb; vte
    """,
    "death": """
        accidental death; brain death; completed suicide; dead; death; death of unknown cause; death unexplained;
        deceased; died; sudden death; sudden unexplained death; suicide; unexpected death; unexplained death
    """,
    "herpes zoster": """
        disseminated herpes zoster; disseminated zoster; genital herpes zoster; herpes zoster;
        herpes zoster cutaneous disseminated; herpes zoster disseminated; herpes zoster infection;
        herpes zoster infection neurological; herpes zoster keratitis; herpes zoster meningitis;
        herpes zoster meningoencephalitis; herpes zoster meningoradiculitis; herpes zoster multi-dermatomal;
        herpes zoster ophthalmic; herpes zoster ophthalmicus; herpes zoster oticus; herpes zoster reactivation;
        multi-dermatomal herpes zoster; multidermatomal herpes zoster; ophthalmic herpes zoster; ophthalmic zoster;
        ramsay hunt syndrome; shingles; zoster; zoster ophthalmicus
    """,
    "eczema herpeticum": """
        disseminated herpes simplex; disseminated herpes simplex infection; disseminated hsv;
        disseminated hsv infection; eczema herpeticum; herpes simplex disseminated; herpetic eczema;
        kaposi varicelliform eruption; kaposi's varicelliform eruption; varicelliform eruption of kaposi
    """,
    "opportunistic infection": """
        active tuberculosis; aspergillosis; atypical mycobacterial infection; bk virus nephropathy; blastomycosis;
        bone tuberculosis; bronchopulmonary aspergillosis; candida sepsis; candidaemia; candidemia;
        cerebral toxoplasmosis; cmv colitis; cmv infection; cmv pneumonia; cmv retinitis; coccidioidomycosis;
        cryptococcal meningitis; cryptococcosis; cytomegalovirus chorioretinitis; cytomegalovirus colitis;
        cytomegalovirus infection; disseminated tuberculosis; esophageal candidiasis; extrapulmonary tuberculosis;
        hepatitis b reactivation; histoplasmosis; histoplasmosis disseminated; invasive aspergillosis;
        invasive candidiasis; jc virus infection; listeria meningitis; listeria sepsis; listeriosis;
        lymph node tuberculosis; meningitis cryptococcal; meningitis listeria; meningitis tuberculous;
        miliary tuberculosis; mucormycosis; mycobacterium avium complex infection; nocardiosis;
        non-tuberculous mycobacterial infection; nontuberculous mycobacterial infection; oesophageal candidiasis;
        opportunistic infection; paracoccidioidomycosis; pcp pneumonia; pjp; pneumocystis jirovecii infection;
        pneumocystis jirovecii pneumonia; pneumocystis pneumonia; progressive multifocal leukoencephalopathy;
        pulmonary tuberculosis; pulmonary tb; strongyloides hyperinfection; systemic candida; systemic candidiasis;
        talaromycosis; tb; toxoplasmosis; tuberculosis; tuberculosis of central nervous system; tuberculous meningitis;
        tuberculous pleurisy
    """,
    "conjunctivitis or keratitis": """
        acute conjunctivitis; adenoviral conjunctivitis; allergic conjunctivitis; allergic keratitis;
        atopic conjunctivitis; atopic keratoconjunctivitis; bacterial conjunctivitis; bacterial keratitis;
        bilateral conjunctivitis; blepharoconjunctivitis; chronic conjunctivitis; conjunctivitis;
        conjunctivitis adenoviral; conjunctivitis allergic; conjunctivitis bacterial; conjunctivitis bilateral;
        conjunctivitis viral; corneal ulcer; dupilumab associated conjunctivitis; dupilumab conjunctivitis;
        dupilumab induced conjunctivitis; dupilumab-related conjunctivitis; epidemic keratoconjunctivitis;
        follicular conjunctivitis; fungal keratitis; giant papillary conjunctivitis; herpes simplex keratitis;
        herpetic keratitis; infectious conjunctivitis; infective conjunctivitis; infective keratitis;
        interstitial keratitis; irritant conjunctivitis; keratitis; keratitis bacterial; keratitis fungal;
        keratitis viral; keratoconjunctivitis; limbal conjunctivitis; noninfective conjunctivitis;
        non-infective conjunctivitis; ophthalmic herpes simplex; papillary conjunctivitis; pink eye; pinkeye;
        punctate keratitis; seasonal allergic conjunctivitis; superficial punctate keratitis; ulcerative keratitis;
        vernal conjunctivitis; vernal keratoconjunctivitis; viral conjunctivitis; viral keratitis
    """,
}
