"""Made-up texts for the reference of the tests."""

SENTENCES = [
    # English
    "The Harbour Users' League demands that tram line 9 stays open.",
    "Closing the Millgate library would hit pensioners and pupils first, and nobody in the town hall has counted them.",
    "We are not against a new depot; we are against paying for it with the night service.",
    "More than 4,200 residents signed within three weeks (12 March – 2 April).",
    "Hands off our quay!",
    # Dutch
    "De Bond van Havengebruikers eist dat tramlijn 9 blijft rijden.",
    "Wie de bibliotheek van Molenpoort sluit, treft als eerste de ouderen en de scholieren.",
    "Zo'n 4.200 buurtbewoners tekenden binnen drie weken.",
    "Eén overstap extra is geen detail, zegt het wijkcomité; 's avonds rijdt er dan niets meer.",
    # German
    "Der Bund der Hafennutzer verlangt, dass die Straßenbahnlinie 9 erhalten bleibt.",
    "Die Schließung der Bücherei am Mühltor träfe zuerst Rentnerinnen und Schüler.",
    "Über 4.200 Anwohner unterschrieben binnen drei Wochen – mehr, als das Rathaus erwartet hatte.",
    "Nachtverkehrsfinanzierungsvereinbarung kündigen? Nein!",
    # French
    "La Ligue des usagers du port exige le maintien de la ligne 9 du tramway.",
    "Fermer la bibliothèque de la Porte-au-Moulin frapperait d'abord les retraités et les élèves.",
    "« Nous n'avons pas été consultés », dit le comité de l'île aux Cygnes.",
    "Plus de 4 200 riverains ont signé en trois semaines.",
    # Spanish
    "La Liga de Usuarios del Puerto exige que la línea 9 del tranvía siga abierta.",
    "¿Quién pagará la nueva cochera? ¡Los barrios, no!",
    "Cerrar la biblioteca de Puerta del Molino perjudicaría primero a jubilados y alumnos.",
    "Más de 4.200 vecinos firmaron en tres semanas.",
    # Portuguese
    "A Liga dos Utentes do Porto exige que a linha 9 do elétrico continue aberta.",
    "O encerramento da biblioteca não poupará dinheiro nenhum à câmara.",
    "Mais de 4200 moradores assinaram em três semanas.",
    "Não aceitamos que o serviço noturno pague a nova estação de recolha.",
    # Italian
    "La Lega degli utenti del porto chiede che la linea 9 del tram resti aperta.",
    "Chiudere la biblioteca di Porta Mulino colpirebbe prima pensionati e studenti.",
    "Più di 4.200 abitanti hanno firmato in tre settimane.",
    "Perché il comune non pubblica i conti dell'anno scorso?",
    # Russian
    "Союз пользователей порта требует сохранить девятую трамвайную линию.",
    "Закрытие библиотеки у Мельничных ворот ударит прежде всего по пенсионерам и школьникам.",
    "Более 4200 жителей подписались за три недели.",
    "Ещё одна пересадка — это не мелочь, говорит районный комитет.",
    # Ukrainian
    "Спілка користувачів порту вимагає зберегти дев'яту трамвайну лінію.",
    "Закриття бібліотеки біля Млинової брами найперше вдарить по пенсіонерах і школярах.",
    "Понад 4200 мешканців підписалися за три тижні.",
    "Ґанок депо не варт нічного рейсу, їй-богу.",
    # Swedish
    "Hamnanvändarnas förbund kräver att spårvagnslinje 9 blir kvar.",
    "Att stänga biblioteket vid Kvarnporten drabbar först pensionärer och elever.",
    "Över 4 200 boende skrev under på tre veckor.",
    "Vi är inte emot en ny depå, men kvällsturerna får inte betala den.",
    # Polish
    "Liga Użytkowników Portu żąda utrzymania linii tramwajowej nr 9.",
    "Zamknięcie biblioteki przy Bramie Młyńskiej uderzy najpierw w emerytów i uczniów.",
    "Ponad 4200 mieszkańców podpisało się w ciągu trzech tygodni.",
    "Jeszcze jedna przesiadka to nie drobiazg, mówi komitet osiedlowy.",
]

AWKWARD = [
    "",
    " \t\r\n \u3000\u00a0 ",
    "\u200b\u200d\ufeff\u00ad",
    "a",
    "?!",
    "<s> </s> <unk> extra_token_id_1 \u2581\u2581",
    "tram\u00adlijn\u00ad9 har\u200bbour\u200d line\u2060s \u202eenil\u202c",
    "Tram 🚋 stays 👩‍👩‍👧‍👦 ❤️ 🇳🇱 ☎️",
    "Straße ＳＴＲＡＳＳＥ ﬁnal ½ № ㎞ ℌ x² Ⅷ ①",
    "cafe\u0301 cafe\u0301\u0327 Z\u0351\u0343a\u0334\u0345lgo и\u0306 е\u0308",
    "トラム路線を守れ ترام يبقى רכבת 전차 노선 รถราง ट्राम Τραμ",
    "line 9 路線 stays 電車 open",
    "\x00\x01\x07 control \x1b[31m characters \x7f\x85\u2028\u2029 here",
    "\ud7ff\ue000\ufdd0\ufffd\U0010ffff unassigned \U000e0001",
    "ﷺ ﷲ ㍿ ㌀",
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 3,
    "x" * 700,
    "no spaces," * 60,
    "1234567890.000,00 -17% +3°C 10–12 €5m $3bn 24/7 http://harbour.example/line-9?x=1#top",
    "  two   spaces \n\n and\tlines  ",
    "''\"\"``´´„“”‚‘’‹›«»—–‐‑-…",
]
