"""What centres do to phones, in the languages of callers: back ends tell it in English."""

from collections.abc import Mapping

WORKS: Mapping[str, Mapping[str, str]] = {
    "replacing the screen": {"fr": "remplacement de l'écran", "zh": "更换屏幕"},
    "replacing the battery": {"fr": "remplacement de la batterie", "zh": "更换电池"},
    "replacing the camera": {"fr": "remplacement de l'appareil photo", "zh": "更换摄像头"},
    "replacing the back cover": {"fr": "remplacement de la coque arrière", "zh": "更换后盖"},
    "replacing the main board": {"fr": "remplacement de la carte mère", "zh": "更换主板"},
    "replacing the charging port": {"fr": "remplacement du port de charge", "zh": "更换充电口"},
    "replacing the speaker": {"fr": "remplacement du haut-parleur", "zh": "更换扬声器"},
    "replacing the microphone": {"fr": "remplacement du micro", "zh": "更换麦克风"},
    "replacing a button": {"fr": "remplacement d'un bouton", "zh": "更换按键"},
    "replacing the phone": {"fr": "échange du téléphone", "zh": "更换手机"},
    "cleaning the charging port": {"fr": "nettoyage du port de charge", "zh": "清洁充电口"},
    "cleaning after water damage": {"fr": "nettoyage après un contact avec l'eau", "zh": "进水清洁"},
    "updating the software": {"fr": "mise à jour du logiciel", "zh": "更新软件"},
    "testing": {"fr": "tests", "zh": "检测"},
}


def in_languages(doing: str) -> dict[str, str]:
    """Return what is being done as a name by language; what is not known here has its English name alone."""
    return {"en": doing, **WORKS.get(doing.strip().rstrip(".").casefold(), {})}
