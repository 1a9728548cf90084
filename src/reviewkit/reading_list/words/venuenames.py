"""The usual short forms of venues. Whatever is written otherwise (`Eurosys`, `PPOPP`) is read as what stands here."""

import re

from reviewkit import late

_NAMES = """
    3DIM 3DV A-SSCC AAAI AAMAS ACCV ACL ACL-IJCNLP ACML ACMMM ACSAC AICAS AIES AIMag AISTATS ALT AMIA ANLP APSIPA
    APSys ASE AsiaCCS ASIACRYPT ASP-DAC ASPDAC ASPLOS ASRU ATC AutoML AVSS BigData BIOCAS BioCAS BlackboxNLP BMVA
    BMVC BTAS CACM CAIP CAV CCGrid CCGRID CCL CCS Cell CGF CGO CHI CHIIR CHIL CICC CICLing CIDR CIKM CLEF CLUSTER
    CODASPY CogSci COLING CoLLAs COLM COLT Computer CoNEXT CoNLL CONLL CoRL CRYPTO CSCW CSET CSUR CVGIP CVIU CVM CVPR
    CVPRW DAC DAFx DAGM DASFAA DATE DCC DevCom DEXA DISC DLRS DocEng DSN DSP EAAI EACL EASE ECAI ECCV ECCVW ECIR
    ECML ECML-PKDD ECML/PKDD ECOOP EDBT EGSR EMNLP EMNLP-CoNLL EMNLP-IJCNLP EMSOFT ESEC/FSE ESEM ESORICS ESSCIRC
    ESWA ESWC Euro-Par EUROCRYPT Euromicro EuroMLSys EuroS&P EuroSys EuroVis EUSIPCO EWSN FAccT FAST FAT* FCCM FG
    FLAIRS FOCS FODS FPGA FPL FSE FSE/ESEC GCPR GECCO GLOBECOM GLSVLSI GRAPP HAI HASE HCI HCOMP HICSS HiPC HiPEAC
    HotChips HotCloud HotDep HotEdge HOTI HotMobile HotNets HotOS HotPar HotStorage HPCA HPDC HPEC HRI I3D IANDC
    ICA3PP ICAC ICALP ICAPS ICASSP ICB ICCAD ICCD ICCP ICCPS ICCS ICCV ICCVW ICDAR ICDCS ICDE ICDM ICDMW ICDT ICECS
    ICFP ICIAP ICIP ICLR ICLRW ICME ICMI ICML ICMLW ICMR ICMRA ICNP ICON ICONS ICPADS ICPC ICPE ICPP ICPR ICPS ICRA
    ICS ICSA ICSE ICSM ICSME ICSOC ICST ICTAI ICTIR ICVGIP ICWSM IH&MMSec IISWC IJCAI IJCAI-ECAI IJCB IJCNLP IJCNN
    IJCV IJHCS IJRR IJRS IMC IMWUT INFOCOM INFORMS INLG INTERSPEECH IoTDI IPDPS IPM IPSN IROS ISBI ISCA ISCAS ISCC
    ISIT ISLPED ISMAR ISMB ISMIR ISMM ISOCC ISPASS ISPRS ISSCC ISSRE ISSTA ISVLSI ISWC ITCS ITSC ITW IUI IV IWCS
    IWQoS IWSLT JACM JAIR JASIST JBHI JCDL JCST JEI JETC JMLR JOSS JPDC JPhys JSSC JVCIR KBS KDD KR L4DC LCTES LICS LISA
    LMCS LoG LREC MASCOTS MICCAI MICRO MICS MICSYS Middleware MIDL MILCOM MLArchSys MLCAD MLHC MLSP MLSys MMAsia MMM
    MMSys MobiCom MobiHoc MobiSys MODELS MSR MSST MSWiM MWSCAS NAACL NAACL-HLT NAS Nature NDSS NeSy NeurIPS NeurIPSW
    NeuroImage Neuron NICE NIPSW NLE NLPCC NOCS NSDI OOPSLA OSDI OSR PACIS PACLIC PACMPL PACT PAKDD PAMI PETS PG
    PKDD PLDI PLOS PMLR PNAS PODC PODS POPL PPoPP PPSN PR PRL PVLDB RA-L RAID RAL RANLP RE RecSys RSS RTAS RTSS
    SANER SC SCAM SCIA Science SDM SEC SECON Security SENSYS SenSys SIGCOMM SIGCSE SIGDIAL SIGDial SIGGRAPH SIGIR
    SIGIR-AP SIGKDD SIGMETRICS SIGMOD SIGSOFT SIGSPATIAL SLT SMC SoCC SoCG SODA SOSP SOUPS SPAA SPIRE SPL SPLASH
    SSDBM SSP SSW STACS STOC SysML SYSTOR TAAI TACAS TACL TACO TALG TALLIP TASE TASL TASLP TBD TBME TC TCAD TCAS TCI
    TCS TCSVT TCYB TDSC TECS TFS TGRS THRI TIFS TiiS TIP TIST TIT TITS TKDD TKDE TMC TMI TMLCN TMLR TMM TNN TNNLS
    TNSM TOCHI TOCS TODS TOG TOIS TOIT TOMM TOMPECS TON TOPC TOPLAS TOS TOSEM TPAMI TPDS TRECVID TRO TROB TSC TSE
    TSLP TSMC TSP TVCG TVLSI TWC TWEB UAI UBICOMP UbiComp UIST UKSim USENIX VAST VCIP VEE VIS VISAPP VLDB VLDBJ VLSI
    VMCAI VR WABI WACV WACVW WASPAA WebConf WIFS WiSec WOOT WSC WSDM WWW
"""
OTHER_FORMS = {
    "nips": "NeurIPS", "neurips": "NeurIPS", "neurlps": "NeurIPS", "nuerips": "NeurIPS", "neruips": "NeurIPS",
    "neurip": "NeurIPS", "nurips": "NeurIPS", "arxiv": "arXiv", "arvix": "arXiv", "axriv": "arXiv",
    "arixv": "arXiv", "arxive": "arXiv", "archiv": "arXiv", "corr": "arXiv", "preprint": "Preprint",
    "preprints": "Preprint", "biorxiv": "bioRxiv", "medrxiv": "medRxiv", "techrxiv": "TechRxiv",
    "eurosys": "EuroSys", "euro-sys": "EuroSys", "ppopp": "PPoPP", "interspeech": "Interspeech", "ijcv": "IJCV",
    "emnlp-findings": "EMNLP Findings", "acmmm": "ACM MM", "usenixatc": "USENIX ATC", "asiaccs": "Asia CCS",
    "sigkdd": "KDD", "conll": "CoNLL", "mlsys": "MLSys", "coling": "COLING", "recsys": "RecSys", "wsdm": "WSDM",
    "corl": "CoRL", "neurips-w": "NeurIPS Workshop", "cvprw": "CVPR Workshop", "iccvw": "ICCV Workshop",
    "eccvw": "ECCV Workshop", "iclrw": "ICLR Workshop", "icmlw": "ICML Workshop", "neuripsw": "NeurIPS Workshop",
    "nipsw": "NeurIPS Workshop", "wacvw": "WACV Workshop", "aclw": "ACL Workshop", "icdmw": "ICDM Workshop",
    "pvldb": "VLDB", "pami": "TPAMI", "t-pami": "TPAMI", "tpami": "TPAMI", "siggrapha": "SIGGRAPH Asia",
    "sigcomm": "SIGCOMM", "tog": "TOG", "openreview": "OpenReview", "micro": "MICRO", "webconf": "WWW",
    "vldbj": "VLDBJ", "ccgrid": "CCGrid", "ubicomp": "UbiComp", "sensys": "SenSys", "findings": "Findings",
    "iwqos": "IWQoS", "neirips": "NeurIPS", "neutips": "NeurIPS", "nerips": "NeurIPS", "neurps": "NeurIPS",
    "cpvr": "CVPR", "sigmode": "SIGMOD", "sigmdo": "SIGMOD", "siigraph": "SIGGRAPH", "siggrpah": "SIGGRAPH",
}  # fmt: skip
_DOUBTFUL = """
    acm alt archiv automl cav ccl cell chi chil cluster computer corr crypto csur dac date dcc disc dsp eaai ease fast
    fg findings flairs fse hai hci hri icon icons ics im imc informs issue iui iv kr lisa log mascots micro middleware
    mmm models nas nature neuron nice pact pets pg plos pods pr raid ral ras re rss saner sc science sec security see
    slt smc soups spire spl splash ssp ssw tasl tbd tc tcs thri tip tit ton tos tro tsp usenix vis vr
"""
WEAK = frozenset(_DOUBTFUL.split())
"""English words and shorthand: a venue only in capitals, with a year beside them or alone in their place."""
KNOWN: dict[str, str] = {name.lower(): name for name in _NAMES.split()} | OTHER_FORMS
"""Folded name -> usual short form."""
NAMED = frozenset(("middleware", "nature", "science", "cell", "security", "micro", "cluster", "neuron"))
"""Those of the doubtful names that are written like names."""
PREPRINTS = frozenset(("arXiv", "Preprint", "bioRxiv", "medRxiv", "TechRxiv", "OpenReview"))
_SMC = "IEEE Transactions on Systems, Man, and Cybernetics"
_PHRASES: tuple[tuple[str, str, str], ...] = (
    ("acm", r"acm transactions on graphics(?: \(tog\))?|acm trans\. (?:on )?graph(?:ics|\.)?|acm tog\b", "ACM TOG"),
    ("acm", r"acm (?:multimedia|mm)\b", "ACM MM"),
    ("acm", r"acm ccs\b", "CCS"),
    ("acm", r"acm computing surveys", "ACM Computing Surveys"),
    ("mm", r"mm(?=[ '’]?\d\d)", "ACM MM"),
    ("siggraph", r"siggraph asia", "SIGGRAPH Asia"),
    ("usenix", r"usenix (?:annual technical conference|atc)", "USENIX ATC"),
    ("atc", r"atc(?=[ '’]*\d)", "USENIX ATC"),
    ("usenix", r"usenix security(?: symposium)?|usenix sec\b", "USENIX Security"),
    ("usenix", r"usenix fast", "FAST"),
    ("ieee", r"ieee access", "IEEE Access"),
    ("ieee", r"ieee trans(?:actions|\.)(?: on)? systems,? man,? (?:and|&) cybernetics", _SMC),
    ("ieee", r"ieee micro(?! top)", "IEEE Micro"),
    ("ieee", r"ieee computer(?=[ ,'’]{0,2}\d)", "IEEE Computer"),
    ("ieee", r"ieee internet computing", "IEEE Internet Computing"),
    ("computers", r"computers (?:&|and) security", "Computers & Security"),
    ("acm", r"acm sigcomm (?:ccr|computer communication review)", "SIGCOMM CCR"),
    ("sigcomm", r"sigcomm (?:ccr|computer communication review)", "SIGCOMM CCR"),
    ("sigact", r"sigact news", "SIGACT News"),
    ("sigmod", r"sigmod rec(?:ord|\.)", "SIGMOD Record"),
    ("acm", r"acm queue", "ACM Queue"),
    ("asia", r"asia ?ccs", "Asia CCS"),
    ("asiaccs", r"asiaccs", "Asia CCS"),
    ("ieee", r"ieee (?:s&p|symposium on security and privacy)", "S&P"),
    ("s&p", r"s&p\b", "S&P"),
    ("oakland", r"oakland(?=[ '’]*\d)", "S&P"),
    ("ieee", r"ieee (?:ra-l|robotics and automation letters)", "RA-L"),
    ("advances", r"advances in neural information processing systems", "NeurIPS"),
    ("neural", r"neural information processing systems", "NeurIPS"),
    ("journal", r"journal of machine learning research", "JMLR"),
    ("transactions", r"transactions of (?:the association for computational linguistics|(?:the )?acl)", "TACL"),
    ("trans", r"trans\. of (?:the )?acl", "TACL"),
    ("proceedings", r"proceedings of the ieee(?=[ ,.;:|*)\]'’]*(?:\d|\Z))", "Proceedings of the IEEE"),
    ("nature", r"nature communications", "Nature Communications"),
    ("nature", r"nature machine intelligence", "Nature Machine Intelligence"),
    ("science", r"science robotics", "Science Robotics"),
    ("science", r"science advances", "Science Advances"),
    ("scientific", r"scientific reports", "Scientific Reports"),
    ("web", r"web conference", "WWW"),
    ("thewebconf", r"thewebconf", "WWW"),
    ("international", r"international conference on machine learning", "ICML"),
    ("international", r"international conference on learning representations", "ICLR"),
    ("computer", r"computer vision and pattern recognition", "CVPR"),
    ("international", r"international conference on computer vision", "ICCV"),
    ("international", r"international conference on robotics and automation", "ICRA"),
    ("international", r"international joint conference on artificial intelligence", "IJCAI"),
    ("international", r"international conference on management of data", "SIGMOD"),
    ("european", r"european conference on computer vision", "ECCV"),
    ("intelligent", r"intelligent robots and systems", "IROS"),
    ("acoustics", r"acoustics,? speech,? and signal processing", "ICASSP"),
    ("empirical", r"empirical methods in natural language processing", "EMNLP"),
    ("north", r"north american chapter of the association for computational linguistics", "NAACL"),
    ("annual", r"annual meeting of the association for computational linguistics", "ACL"),
    ("artificial", r"artificial intelligence and statistics", "AISTATS"),
    ("conference", r"conference on knowledge discovery (?:and|&) data mining", "KDD"),
    ("conference", r"conference on information (?:and|&) knowledge management", "CIKM"),
    ("conference", r"conference on multimedia retrieval", "ICMR"),
    ("conference", r"conference on multimedia and expo", "ICME"),
    ("conference", r"conference on multimedia(?! \w)", "ACM MM"),
    ("conference", r"conference on web search and data mining", "WSDM"),
    ("conference", r"conference on world wide web", "WWW"),
    ("conference", r"conference on very large data ?bases", "VLDB"),
    ("conference", r"conference on data engineering", "ICDE"),
    ("conference", r"conference on data mining(?! \w)", "ICDM"),
    ("conference", r"conference on recommender systems", "RecSys"),
    ("conference", r"conference on robot learning", "CoRL"),
    ("conference", r"conference on learning theory", "COLT"),
    ("conference", r"conference on computer communications(?! \w)", "INFOCOM"),
    ("conference", r"conference on distributed computing systems", "ICDCS"),
    ("conference", r"conference on mobile computing and networking", "MobiCom"),
    ("conference", r"conference on mobile systems, applications,? and services", "MobiSys"),
    ("conference", r"conference on automated software engineering", "ASE"),
    ("conference", r"conference on programming language design and implementation", "PLDI"),
    ("conference", r"conference on functional programming", "ICFP"),
    ("conference", r"conference on file and storage technologies", "FAST"),
    ("conference", r"conference on human factors in computing systems", "CHI"),
    ("conference", r"conference on computer[- ]aided design(?! \w)", "ICCAD"),
    ("european", r"european conference on computer systems(?! \w)", "EuroSys"),
    ("symposium", r"symposium on theory of computing", "STOC"),
    ("symposium", r"symposium on foundations of computer science", "FOCS"),
    ("symposium", r"symposium on discrete algorithms", "SODA"),
    ("symposium", r"symposium on computer architecture(?! \w)", "ISCA"),
    ("symposium", r"symposium on microarchitecture", "MICRO"),
    ("symposium", r"symposium on high[- ]performance computer architecture(?! \w)", "HPCA"),
    ("symposium", r"symposium on principles of programming languages", "POPL"),
    ("symposium", r"symposium on principles of distributed computing", "PODC"),
    ("symposium", r"symposium on principles of database systems", "PODS"),
    ("symposium", r"symposium on principles and practice of parallel programming", "PPoPP"),
    ("symposium", r"symposium on user interface software and technology", "UIST"),
    ("symposium", r"symposium on software testing and analysis", "ISSTA"),
    ("symposium", r"symposium on code generation and optimization", "CGO"),
    ("research", r"research and development in information retrieval", "SIGIR"),
    ("operating", r"operating systems design and implementation", "OSDI"),
    ("operating", r"operating systems principles", "SOSP"),
    ("networked", r"networked systems design and implementation", "NSDI"),
    ("architectural", r"architectural support for programming languages and operating systems", "ASPLOS"),
    ("computer", r"computer and communications security", "CCS"),
    ("communications", r"communications of the acm", "CACM"),
    ("*sem", r"\*sem\b", "*SEM"),
    ("technical", r"technical report", "Technical Report"),
    ("tech", r"tech report", "Technical Report"),
)
"""First word, a pattern, case aside, and the short form that it stands for."""
PHRASES: dict[str, list[tuple[re.Pattern[str], str]]] = {}
"""The phrases by their first word."""
for _head, _pattern, _form in _PHRASES:
    PHRASES.setdefault(_head, []).append((late.pattern(_pattern, re.I), _form))
_WORD = late.pattern(r"[a-z&*]+")
_BLANKED = bytes(byte if chr(byte).islower() or byte in b"&*" else 32 for byte in range(128)).ljust(256)


def tokens(low: str) -> list[str]:
    """Return the words of a text in small letters, in order."""
    if low.isascii():  # a third of the time that the expression takes
        return low.encode("ascii").translate(_BLANKED).decode("ascii").split()
    return _WORD.findall(low)


HEADS = frozenset(tokens(name)[0] for name in KNOWN)
"""The first words of the known names: a text without any of them names no venue of the table."""
TELLING = (
    HEADS
    | PHRASES.keys()
    | {"workshop", "workshops", "conference", "symposium", "journal", "proceedings", "transactions", "arxiv", "al"}
)
