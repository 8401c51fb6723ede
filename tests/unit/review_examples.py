"""What each rule must find, and what it must leave alone: (rule, where, hits, misses), all in words of our own."""

from __future__ import annotations

Examples = tuple[tuple[str, str, tuple[str, ...], tuple[str, ...]], ...]

LINES: Examples = (
    (
        "LAW-01",
        "body",
        ("Die Verarbeitung erfolgt nach § 11 BDSG.", "Es gilt § 11 Abs. 2 des BDSG."),
        (
            "Der frühere § 11 BDSG ist aufgehoben.",
            "Es gilt § 22 BDSG.",
            "Es gilt § 11 des Hauptvertrags.",
            "Zu § 11 BDSG a. F. gab es Muster.",
        ),
    ),
    (
        "LAW-02",
        "body",
        (
            "Es gelten die derzeit noch geltenden Vorschriften des BDSG.",
            "Bis zur Geltung der DSGVO gilt das alte Recht.",
        ),
        ("Die Vereinbarung gilt, bis sie gekündigt wird.", "Künftige Weisungen ergehen in Textform."),
    ),
    (
        "LAW-03",
        "body",
        ("Vertrag zur Auftragsdatenverarbeitung", "Der Auftragsdatenverarbeiter haftet."),
        ("Vertrag zur Auftragsverarbeitung", "Die frühere Auftragsdatenverarbeitung heißt heute anders."),
    ),
    (
        "LAW-07",
        "body",
        ("Für Endgeräte gilt § 25 TTDSG.", "Es gilt das Telekommunikation-Telemedien-Datenschutz-Gesetz."),
        ("Für Endgeräte gilt § 25 TDDDG.", "Es gilt das TDDDG (früher TTDSG)."),
    ),
    (
        "LAW-04",
        "body",
        (
            "Maßnahmen nach § 9 BDSG und Anlage",
            "Ein Beauftragter nach § 4f BDSG ist bestellt.",
            "Alle sind nach § 5 BDSG auf das Datengeheimnis verpflichtet.",
        ),
        ("Benennung nach § 38 BDSG", "Nach § 53 BDSG gilt das Datengeheimnis.", "§ 9 BDSG a. F. galt bis 2018."),
    ),
    (
        "LAW-05",
        "body",
        (
            "Der Anbieter ist nach dem Privacy Shield zertifiziert.",
            "Es gilt der Beschluss 2010/87/EU.",
            "Grundlage ist Safe Harbor.",
        ),
        ("Das Privacy Shield ist ungültig.", "Es gilt der Beschluss (EU) 2021/914."),
    ),
    (
        "FRM-01",
        "head",
        ("vertreten durch den Geschäftsführer Karl Meyer und Ute Sommer",),
        (
            "vertreten durch die Geschäftsführer Karl Meyer und Ute Sommer",
            "vertreten durch den Geschäftsführer Karl Meyer",
            "vertreten durch die Geschäftsführerin Ute Sommer und den Geschäftsführer Karl Meyer",
        ),
    ),
    (
        "FRM-02",
        "head",
        ("vertreten durch die Geschäftsführer Karl Meyer und Ute Sommer",),
        (
            "gemeinsam vertreten durch die Geschäftsführer Karl Meyer und Ute Sommer",
            "vertreten durch den einzelvertretungsberechtigten Geschäftsführer Karl Meyer und Ute Sommer",
            "vertreten durch den Geschäftsführer Karl Meyer",
        ),
    ),
    (
        "REF-01",
        "body",
        ("Die Zwecke sind in der Leistungsvereinbarung näher beschrieben.",),
        ("Die Zwecke sind in Anlage 4 beschrieben.", "Die Vergütung steht im Hauptvertrag."),
    ),
    (
        "REF-04",
        "body",
        ("Kontrollen richten sich nach § 7 dieser Vereinbarung.", "Siehe § 3 Abs. 2 dieses Vertrags."),
        ("Kontrollen richten sich nach § 7.", "Es gilt § 203 StGB."),
    ),
    (
        "REF-05",
        "body",
        ("Zum Gegenstand der Verarbeitung gehören folgende Datenarten: Namen.",),
        ("Gegenstand der Verarbeitung ist die Wartung.", "Datenarten sind Namen und Adressen."),
    ),
    (
        "TIM-01",
        "body",
        ("Er kündigt Kontrollen rechtzeitig an.", "Er setzt eine angemessene Frist."),
        (
            "Er kündigt Kontrollen rechtzeitig an, spätestens 14 Tage vorher.",
            "Er trifft angemessene Maßnahmen.",
            "Er kündigt Kontrollen 10 Werktage vorher an.",
        ),
    ),
    (
        "TIM-02",
        "body",
        (
            "Verletzungen des Schutzes von Daten sind unverzüglich zu melden.",
            "Er informiert unverzüglich und teilt jede Datenpanne mit; umgehend meldet er jede Datenpanne.",
        ),
        (
            "Verletzungen des Schutzes von Daten sind unverzüglich, spätestens nach 24 Stunden zu melden.",
            "Er informiert unverzüglich über Prüfungen der Behörde.",
        ),
    ),
    (
        "TIM-03",
        "body",
        ("Nach Beendigung des Vertrags sind alle Daten zu löschen.", "Er löscht die Daten bei Vertragsende."),
        (
            "Nach Beendigung des Vertrags sind alle Daten binnen 30 Tagen zu löschen; die Frist beträgt 30 Tage.",
            "Er löscht die Daten auf Weisung.",
        ),
    ),
    (
        "TIM-04",
        "body",
        (
            "Er kann bis zur Übergabe der Daten Einspruch erheben.",
            "Ein Widerspruch ist bis zum Zeitpunkt der Übergabe möglich.",
        ),
        ("Er kann innerhalb von 21 Tagen widersprechen.", "Bis zur Übergabe bleiben die Daten verschlüsselt."),
    ),
    (
        "FEE-01",
        "body",
        ("Für Kontrollen erhält er eine Vergütung nach Aufwand.",),
        (
            "Für Kontrollen erhält er eine Vergütung, höchstens 500 Euro.",
            "Kontrollen sind unentgeltlich; er erhält keine Vergütung.",
            "Die Vergütung steht in der Leistungsvereinbarung.",
        ),
    ),
    (
        "FEE-02",
        "body",
        (
            "Bei der Folgenabschätzung hilft er gegen ein gesondertes Entgelt.",
            "Für Leistungen, die nicht geschuldet sind oder nicht auf Fehlern beruhen, erhält er eine Vergütung.",
        ),
        (
            "Bei der Folgenabschätzung hilft er ohne Entgelt.",
            "Für Leistungen, die nicht geschuldet sind und nicht auf Fehlern beruhen, erhält er eine Vergütung.",
        ),
    ),
    (
        "FEE-03",
        "body",
        ("Er unterstützt den Auftraggeber im Rahmen der ohnehin geschuldeten Leistungen.",),
        ("Er unterstützt den Auftraggeber mit allen Informationen, die er hat.",),
    ),
    (
        "SUB-01",
        "body",
        ("Nicht hierzu gehören Reinigung, Wartung und Support.",),
        (
            "Das gilt auch für Wartung und Fernwartung.",
            "Nicht dazu zählt die Wartung, wenn kein Zugriff auf Daten möglich ist.",
        ),
    ),
    (
        "SUB-04",
        "body",
        ("Der Auftraggeber kann Einspruch gegen die geplante Auslagerung erheben.",),
        (
            "Der Auftraggeber hat 21 Tage, um Einspruch gegen die Auslagerung zu erheben.",
            "Die betroffene Person kann Widerspruch einlegen.",
        ),
    ),
    (
        "SUB-06",
        "row",
        ("Google Ireland Limited | Barrow Street 4, Dublin 4, Irland | Mail",),
        (
            "Nordlicht Hosting GmbH | Kai 1, 24937 Flensburg | Betrieb",
            "Google Ireland Limited | Barrow Street 4, Dublin 4, Irland | Mail; Drittland: keine",
        ),
    ),
    (
        "SUB-07",
        "row",
        ("Nordlicht Software GmbH | Kai 1, 24937 Flensburg | CRM für Vertriebsdaten",),
        ("Nordlicht Software GmbH | Kai 1, 24937 Flensburg | Betrieb der Server",),
    ),
    (
        "FCT-04",
        "row",
        ("Wasserwerk Musterstadt | Kai 1, 24937 Flensburg | Betrieb",),
        (
            "Wasserwerk Musterstadt GmbH | Kai 1, 24937 Flensburg | Betrieb",
            "Nordlicht OÜ | Kai 1, 10111 Tallinn | Betrieb",
        ),
    ),
    (
        "FCT-07",
        "row",
        ("Also Deutschland GmbH | Lager 1, 59494 Soest | Handel",),
        ("ALSO Deutschland GmbH | Lager 1, 59494 Soest | Handel",),
    ),
    (
        "FCT-01",
        "row",
        ("Nordlicht OÜ | Kai 1, 10111 Tallin | Betrieb", "Nordlicht OÜ | Mustamae 1 | Betrieb"),
        ("Nordlicht OÜ | Mustamäe tee 1, 10111 Tallinn | Betrieb",),
    ),
    (
        "FCT-02",
        "annex",
        ("Der Anschluss kommt von QSC.",),
        ("Der Anschluss kam früher von QSC.", "Der Anschluss hat 1 GBit/s."),
    ),
    (
        "FCT-03",
        "row",
        ("Microsoft Ireland Operations Limited | Carmenhall Road, Dublin | Cloud",),
        ("Microsoft Ireland Operations Limited | One Microsoft Place, Dublin 18 | Cloud",),
    ),
    (
        "FCT-05",
        "row",
        ("Nordlicht GmbH | Hafenstrasse 1, Flensburg | Betrieb",),
        (
            "Nordlicht GmbH | Hafenstraße 1, Flensburg | Betrieb",
            "Nordlicht AG | Hafenstrasse 1, Zürich, Schweiz | Betrieb",
        ),
    ),
    (
        "SEC-01",
        "annex",
        ("Das VPN nutzt 3DES.", "Triple-DES schützt die Leitung."),
        ("3DES ist abgeschaltet.", "Das VPN nutzt AES-256."),
    ),
    (
        "SEC-02",
        "annex",
        ("Prüfsummen mit MD5", "Signaturen mit SHA-1"),
        ("MD5 ist verboten.", "Signaturen mit SHA-256"),
    ),
    (
        "SEC-03",
        "annex",
        ("Schlüsselaustausch mit 1024 Bit", "Gruppe MODP-1536"),
        ("Schlüsselaustausch mit 3072 Bit", "AES mit 256 Bit"),
    ),
    (
        "SEC-04",
        "annex",
        ("Das Zertifikat hat eine Schlüssellänge von 2048 Bit.", "Server nutzen RSA-2048."),
        ("Das Zertifikat hat einen Schlüssel von 3072 Bit.", "Es gibt 2048 Arbeitsplätze."),
    ),
    (
        "SEC-05",
        "annex",
        ("Arbeitsplätze laufen mit Windows 10.", "Der Dienst läuft auf Windows Server 2012."),
        ("Arbeitsplätze laufen mit Windows 11.", "Windows 10 mit ESU bis 2028", "Windows Server 2022"),
    ),
    (
        "SEC-06",
        "annex",
        ("Passwörter gelten 90 Tage.", "Kennwörter werden alle sechs Monate gewechselt."),
        (
            "Passwörter werden bei Verdacht auf Missbrauch gewechselt.",
            "Passwörter haben mindestens 12 Zeichen.",
            "Protokolle bleiben 90 Tage gespeichert.",
        ),
    ),
    (
        "SEC-07",
        "annex",
        ("Zur Datensicherung dient ein RAID5.",),
        ("Ein RAID ersetzt keine Datensicherung und keine Sicherung.", "Platten sind gespiegelt."),
    ),
    (
        "SEC-08",
        "annex",
        ("Gesichert wird auf Magnetbänder.",),
        (
            "Gesichert wird auf Magnetbänder; alle Bänder sind verschlüsselt, die Sicherung ist verschlüsselt.",
            "Gesichert wird täglich.",
        ),
    ),
    (
        "SEC-09",
        "annex",
        ("Sicherungen folgen einem 5-Tage-Prinzip; wöchentlich entsteht eine Kopie.",),
        ("Sicherungen bleiben 30 Tage verfügbar; wöchentlich entsteht eine Kopie.",),
    ),
    (
        "SEC-10",
        "annex",
        ("Passwörter der Auftraggeber sind verschlüsselt gespeichert.",),
        (
            "Passwörter der Auftraggeber sind mit AES-256 verschlüsselt gespeichert.",
            "Daten sind verschlüsselt gespeichert.",
        ),
    ),
    (
        "SEC-11",
        "annex",
        ("Der Zugriff läuft über https.",),
        ("Der Zugriff läuft über https mit TLS 1.3.", "Siehe https://example.org"),
    ),
    (
        "SEC-12",
        "annex",
        ("Antivirensoftware wird alle 24 Stunden aktualisiert.",),
        (
            "Der Virenschutz wird alle 24 Stunden aktualisiert und erkennt auffälliges Verhalten.",
            "Backups werden alle 24 Stunden aktualisiert.",
        ),
    ),
    (
        "SEC-16",
        "annex",
        ("Im Notfall dienen Räume der Nachbarfirma.",),
        ("Räume eines anderen Unternehmens sind vertraglich gesichert.", "Räume sind verschlossen."),
    ),
    ("SEC-17", "annex", ("Ein Notfallschlüssel liegt bereit.",), ("Schlüssel werden nur einzeln ausgegeben.",)),
    (
        "SEC-18",
        "annex",
        ("Die Filiale ist über eine VPN-Verbindung erreichbar.",),
        ("Die Filiale ist über eine VPN-Verbindung mit IPsec erreichbar.", "Die Filiale hat eigene Server."),
    ),
    (
        "TOM-01",
        "annex",
        ("Schutz gegen Verlust, z. B. durch Alarmanlagen", "Mögliche Mittel, z.B.: Chipkarten"),
        ("Räume sind mit Token gesichert.", "Prüfstellen, z. B. der TÜV, prüfen jährlich."),
    ),
    (
        "TOM-02",
        "annex",
        ("Wir sichern täglich.", "Zutritt zu unseren Räumen haben Befugte."),
        ("Der Auftragnehmer sichert täglich.", "Wirksame Maßnahmen gelten."),
    ),
    (
        "TRM-02",
        "annex",
        ("Der Zugriff läuft nur über ZORA.",),
        (
            "Der Zugriff läuft nur über ein VPN mit TLS.",
            "Der Zugriff läuft über ein Fernwartungssystem (ZORA).",
            "Der Zugriff läuft über die ZORA-Anlage.",
        ),
    ),
    (
        "TRM-03",
        "annex",
        ("Der Kunde richtet Protokolle ein.", "Zugriffe auf Kundensysteme werden protokolliert."),
        ("Daten der Kunden des Auftraggebers liegen getrennt.", "Der Auftraggeber richtet Protokolle ein."),
    ),
    (
        "TRM-04",
        "body",
        ("Die Vertragspartner arbeiten zusammen.",),
        ("Auftraggeber und Auftragnehmer arbeiten zusammen.",),
    ),
    (
        "TRM-01",
        "annex",
        ("Das Personal von ABC ist geschult.",),
        ("Das Personal der ABC Datendienste GmbH ist geschult.", "Das Personal des Auftragnehmers ist geschult."),
    ),
    (
        "GRM-01",
        "body",
        ("Er lässt durch einmalig zu bestellendem Sachverständigen prüfen.",),
        ("Er lässt durch zu bestellende Sachverständige prüfen.", "Er hilft dem zu prüfenden Betrieb."),
    ),
    (
        "GRM-02",
        "body",
        ("Er hat dem Auftraggeber bei der Prüfung zu unterstützen.", "Er hat dem Auftraggeber zu unterstützen."),
        (
            "Er hat den Auftraggeber bei der Prüfung zu unterstützen.",
            "Er hat dem Auftraggeber zuzusagen, ihn zu unterstützen.",
            "Es obliegt dem Auftraggeber, den Auftragnehmer zu unterstützen.",
        ),
    ),
    (
        "GRM-03",
        "body",
        ("Er hilft bei der Datenschutz-Folgeabschätzung.",),
        ("Er hilft bei der Datenschutz-Folgenabschätzung.",),
    ),
    (
        "GRM-04",
        "annex",
        ("Ein Zugriff der Technik erfolgen nur verschlüsselt.", "Eine Meldung an Behörden erfolgen schriftlich."),
        (
            "Zugriffe der Technik erfolgen nur verschlüsselt.",
            "Ein Zugriff der Technik darf nur verschlüsselt erfolgen.",
            "Ein Zugriff der Technik wird nie ohne Grund erfolgen.",
            "Ein Zugriff, der nachts erfolgen kann, wird gemeldet.",
        ),
    ),
    (
        "GRM-05",
        "annex",
        ("Er nutzt ein mit verschlüsseltes Netz.",),
        ("Er nutzt ein mit AES verschlüsseltes Netz.", "Er nutzt ein verschlüsseltes Netz."),
    ),
    ("GRM-06", "annex", ("Eine zertifizierungsstelle signiert.",), ("Eine Zertifizierungsstelle signiert.",)),
    (
        "GRM-07",
        "annex",
        ("Es geht um Datenhaltung und-nutzung.",),
        ("Es geht um Datenhaltung und -nutzung.", "Hard- und Software sind geprüft."),
    ),
    (
        "GRM-08",
        "annex",
        ("Sie sind gesperrt und die für die Belegschaft nicht sichtbar.",),
        (
            "Es gibt Felder, die gesperrt sind und die für die Belegschaft nicht sichtbar sind.",
            "Sie sind für die Belegschaft nicht sichtbar.",
        ),
    ),
    (
        "GRM-09",
        "annex",
        ("In Verbindungen mit den Protokollen ist alles zuzuordnen.",),
        ("In Verbindung mit den Protokollen ist alles zuzuordnen.", "In Verbindungen mit hoher Last hilft ein Puffer."),
    ),
    (
        "GRM-10",
        "annex",
        ("Sie unterliegen geeignete technischen und organisatorischen Maßnahmen.",),
        (
            "Sie unterliegen geeigneten technischen und organisatorischen Maßnahmen.",
            "Er trifft geeignete technische und organisatorische Maßnahmen.",
        ),
    ),
    (
        "GRM-11",
        "annex",
        ("Er prüft mittels diesem Verfahren.", "Es droht räumlich unbefugter Zutritt."),
        ("Er prüft mittels dieses Verfahrens.", "Unbefugter Zutritt ist verhindert."),
    ),
    ("GRM-12", "annex", ("Er ändert es ggfs. ab.",), ("Er ändert es ggf. ab.",)),
    (
        "GRM-13",
        "annex",
        ("Die USV Anlage ist gewartet.", "Ein Proxy Server filtert.", "Es gilt eine 256 Bitverschlüsselung."),
        (
            "Die USV-Anlage ist gewartet.",
            "Ein Proxy filtert, Server auch.",
            "Die IT sichert Systeme.",
            "Schlüssel haben 256 Bit.",
        ),
    ),
    ("GRM-14", "body", ("Es gilt das Recht eines Mitgliedsstaats.",), ("Es gilt das Recht eines Mitgliedstaats.",)),
    (
        "GRM-15",
        "body",
        ("Es gilt der Vertrag vom 01.02.2024 auf den hier Bezug genommen wird.",),
        ("Es gilt der Vertrag vom 01.02.2024, auf den hier Bezug genommen wird.",),
    ),
    (
        "GRM-16",
        "annex",
        ("Um Daten, die zu Testzwecken gespeichert werden auch zu schützen, gibt es Regeln.",),
        (
            "Um Daten, die zu Testzwecken gespeichert werden, auch zu schützen, gibt es Regeln.",
            "Daten, die zu Testzwecken gespeichert werden, sind auch geschützt.",
        ),
    ),
    (
        "GRM-17",
        "annex",
        ("Gruppen in Netzwerk A regeln das.",),
        ("Gruppen im Netzwerk regeln das.", "Gruppen in Netzwerken regeln das."),
    ),
    (
        "GRM-18",
        "annex",
        ("Es gibt Aufzeichnungen, die eine Nachvollziehbarkeit der Pflege gewährleistet.",),
        (
            "Es gibt Aufzeichnungen, die eine Nachvollziehbarkeit der Pflege gewährleisten.",
            "Es gibt Aufzeichnungen, die das System gewährleistet.",
        ),
    ),
    (
        "GRM-19",
        "annex",
        ("Die Konten der Belegschaft werden jährlich geprüft",),
        (
            "Die Konten der Belegschaft werden jährlich geprüft.",
            "Prüfung der Konten jährlich",
            "Die Prüfung wird erleichtert durch:",
        ),
    ),
    ("GRM-20", "annex", ("Prüfstellen, z.B. der TÜV, prüfen.",), ("Prüfstellen, z. B. der TÜV, prüfen.",)),
    (
        "GRM-21",
        "annex",
        ("Der Auftragsverarbeitung hier liegt ein Vertrag über Pflege vor.",),
        (
            "Der Auftragsverarbeitung hier liegt ein Vertrag zugrunde.",
            "Für die Auftragsverarbeitung liegt ein Vertrag vor.",
        ),
    ),
)
