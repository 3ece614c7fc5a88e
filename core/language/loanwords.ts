/**
 * Foreign words that Vietnamese writes in one, with marks: they break the sound rules and are right. Names of
 * substances, units, machines and foods as newspapers write them.
 */
const LOANWORDS = new Set(
  (
    "điốt môđun ôxi ôxy ôxít oxít cácbon cácbonát hiđrô hyđrô nitơ axít canxi kali natri magiê silic titan platin vonfram clo flo iốt " +
    "brôm phốtpho phốtphat sunfat sunfua clorua nitrat amôniac amoniac axêtôn axêtylen êtanol mêtanol mêtan êtan prôtêin prôtit gluxit " +
    "lipit glucôzơ xenlulôzơ insulin vitamin penicillin aspirin cafêin nicôtin dioxin đioxin ôtô môtô ôtôbuýt xecđoan rơmoóc cabin " +
    "ăngten ămpe ampe vôn oát kilôoát mêgaoát kilôgam kilômét xentimét milimét xăngtimét đềximét mililít gam lít xemina " +
    "vắcxin vácxin virút vaccin bacili amíp xirô sôcôla sôđa cacao bia xúcxích phômai mayonnaise " +
    "ápphích apphích pano panô bêtông ximăng bôxít antimon uran uranium plutôni nơtron prôtôn êlectron electron " +
    "radian parabol hypebol elip véctơ vectơ logarit lôgarit xibecnetic rôbốt robot rađa sôna lade laze tivi rađiô ghita viôlông " +
    "pianô ácmônica ôpêra ôpera balê valse tănggô vanxơ côngtenơ contenơ côngxoóc tôn inox xăng ôrêsol sôlô đôla rúp euro " +
    "xalông salông divăng đivăng panh kíp canô ghisê cátxét cátsê catsê xìcăngđan scandal mácxít mácxit lêninnít " +
    // Of computers, media and trade, as news writes them without marks.
    "tab box app web website blog blogger vlog vlogger link file folder chat game gamer fan show clip video test stress sale shop shipper " +
    "ship voucher combo menu order online offline email admin server laptop tablet smartphone chip drone robot camera webcam livestream " +
    "stream streamer podcast poster banner logo slogan studio scandal showbiz hotline hashtag trend hit rap rapper rock jazz pop remix album " +
    "single gala talkshow gameshow format update upload download click copy paste print scan fax photo font pixel zoom code bug hacker " +
    "marketing sales manager startup shark deal bill tour resort homestay villa spa gym yoga fitness taxi container " +
    "bus metro tram monorail cafe pizza burger hamburger buffet bar pub club karaoke casino golf tennis bowling derby playoff penalty corner " +
    "hattrick " +
    "đácuyn mêgabai kilôbai gigabai pixel điôxít đioxit monoxit peroxit cacbon cacbonic photpho"
  ).split(" "),
);

/** Whether the form, NFC and lower case, is such a word. */
export function isLoanword(form: string): boolean {
  return LOANWORDS.has(form);
}
