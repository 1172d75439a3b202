/*
 * What the server says in English, in German: one file however long, since a translator reads it from top to bottom. {} stands for what
 * differs; {1} in the German sentence is what the first stood for.
 */

export const sentences: Record<string, string> = {
  // Accounts.
  'The name or the password is wrong.': 'Der Name oder das Passwort ist falsch.',
  'The current password is wrong.': 'Das bisherige Passwort ist falsch.',
  'There is no such account.': 'Dieses Konto gibt es nicht.',
  'You cannot remove the account that you use.': 'Das Konto, das du benutzt, kannst du nicht entfernen.',
  'Change your own password with the one that you have.':
    'Ändere dein eigenes Passwort mit dem, das du hast.',
  'The cursor is not one that this server gave out.': 'Diese Stelle hat der Server nicht vergeben.',
  'The password was wrong too often; try again in {} s.':
    'Das Passwort war zu oft falsch; versuche es in {1} s noch einmal.',
  'Too many people sign in at this moment; try again in 3 s.':
    'Gerade melden sich zu viele an; versuche es in 3 s noch einmal.',
  'Sign in first.': 'Melde dich zuerst an.',
  'Sign in to do this.': 'Melde dich dafür an.',
  'Only an administrator may do this.': 'Das darf nur, wer den Server verwaltet.',
  'This server is set up already; sign in instead.':
    'Dieser Server ist schon eingerichtet; melde dich einfach an.',
  'This link is not valid; open the one that the server printed.':
    'Dieser Link gilt nicht; öffne den, den der Server ausgegeben hat.',
  'There is already an account {}.': 'Es gibt schon ein Konto {1}.',
  'There is no account {}.': 'Es gibt kein Konto {1}.',
  '{} is the only admin; make another account an admin first.':
    'Nur {1} verwaltet den Server; gib das Recht zuerst einem anderen Konto.',
  'A name must have at least one character.': 'Ein Name braucht mindestens ein Zeichen.',
  'A name can have at most {} characters.': 'Ein Name kann höchstens {1} Zeichen haben.',
  'A name must not have control characters or line breaks.':
    'Ein Name darf weder Steuerzeichen noch Zeilenumbrüche haben.',
  'A password must have at least {} characters.': 'Ein Passwort braucht mindestens {1} Zeichen.',
  'A password can have at most {} characters.': 'Ein Passwort kann höchstens {1} Zeichen haben.',
  'This password is among the first that others would try; choose another.':
    'Dieses Passwort würden andere zuerst versuchen; wähle ein anderes.',

  // Libraries.
  'There is no such library.': 'Diese Bibliothek gibt es nicht.',
  'A library needs a name and a path.': 'Eine Bibliothek braucht einen Namen und einen Pfad.',
  "A library's name must have between 1 and 100 characters.":
    'Der Name einer Bibliothek muss 1 bis 100 Zeichen haben.',
  'The kind must be films, series, home or other.': 'Die Art muss films, series, home oder other sein.',
  'The folder {} is a library already.': 'Der Ordner {1} ist schon eine Bibliothek.',
  'The path of a library must begin with a slash: {}.':
    'Der Pfad einer Bibliothek muss mit einem Schrägstrich beginnen: {1}.',
  'There is no folder {}; check its spelling, and whether its disk is mounted.':
    'Den Ordner {1} gibt es nicht; prüfe, ob er so heißt und ob seine Platte eingehängt ist.',
  '{} is a file; a library needs a folder.': '{1} ist eine Datei; eine Bibliothek braucht einen Ordner.',
  'The folder {} cannot be read; give the account of this server the right to read and enter it.':
    'Der Ordner {1} ist nicht lesbar; gib dem Konto dieses Servers das Recht, ihn zu lesen und zu betreten.',
  'No folder can be called so.': 'So kann kein Ordner heißen.',
  'This library holds what people uploaded, and cannot be removed.':
    'In dieser Bibliothek liegt, was hochgeladen wurde; sie kann nicht entfernt werden.',
  'The folder {} is not there; is its disk mounted? Nothing was removed.':
    'Der Ordner {1} ist nicht da; ist seine Platte eingehängt? Nichts wurde entfernt.',
  'The folder {} cannot be read; give this account the right to read and to enter it. Nothing was removed.':
    'Der Ordner {1} ist nicht lesbar; gib dem Konto dieses Servers das Recht, ihn zu lesen und zu betreten. Nichts wurde entfernt.',
  'The folder {} could not be read to the end ({}). Nothing was removed.':
    'Der Ordner {1} ließ sich nicht bis zum Ende lesen ({2}). Nichts wurde entfernt.',
  'The folder {} is empty, but it held {} items; is its disk mounted? Nothing was removed. If it is meant to be empty, remove the library.':
    'Der Ordner {1} ist leer, enthielt aber {2} Titel; ist seine Platte eingehängt? Nichts wurde entfernt. Soll er leer sein, entferne die Bibliothek.',
  'The scan failed by a fault of this program; its log has more.':
    'Das Einlesen ist an einem Fehler dieses Programms gescheitert; mehr steht im Protokoll.',
  'What changes in the folders is found within seconds.':
    'Was sich in den Ordnern ändert, wird innerhalb von Sekunden gefunden.',
  '{} is watched: what changes is scanned within seconds.':
    '{1} wird beobachtet: Was sich ändert, wird innerhalb von Sekunden eingelesen.',
  '{} is not watched: {}.': '{1} wird nicht beobachtet: {2}.',
  '{} is looked at every {} because {}.': '{1} wird alle {2} angesehen; der Grund: {3}.',

  // Items and lists of them.
  'There is no such item.': 'Diesen Titel gibt es nicht.',
  'Say whose picture is wanted, as name.': 'Nenne als name, wessen Bild gewünscht ist.',
  'There is no such picture.': 'Dieses Bild gibt es nicht.',
  'The file of this item is gone; its library needs a scan.':
    'Die Datei zu diesem Titel ist weg; seine Bibliothek muss neu eingelesen werden.',
  'An item needs a title.': 'Ein Titel braucht einen Namen.',
  'An item can have at most {} genres.': 'Ein Titel kann höchstens {1} Genres haben.',
  'The {} can have at most {} characters.': 'Das Feld {1} kann höchstens {2} Zeichen haben.',
  'The {} must be between 0 and {}.': 'Der Wert {1} muss zwischen 0 und {2} liegen.',
  'There is no such collection.': 'Diese Sammlung gibt es nicht.',
  'There is a collection of that name already.': 'Eine Sammlung mit diesem Namen gibt es schon.',
  'Notes beside the files give this collection its name; correct its items instead.':
    'Notizen neben den Dateien geben dieser Sammlung ihren Namen; berichtige stattdessen ihre Titel.',
  'A note beside the file says that it belongs to this collection; correct the item instead.':
    'Eine Notiz neben der Datei sagt, dass sie zu dieser Sammlung gehört; berichtige stattdessen den Titel.',
  '{} name must have between 1 and {} characters.': 'Der Name muss 1 bis {2} Zeichen haben.',
  'At most {} items can be put in at once.': 'Auf einmal können höchstens {1} Titel hinzukommen.',
  'There is no such playlist, or the item is not in it.':
    'Diese Wiedergabeliste gibt es nicht, oder der Titel steht nicht darin.',
  'There can be at most {} playlists.': 'Es kann höchstens {1} Wiedergabelisten geben.',
  'This playlist is full; begin another one.': 'Diese Wiedergabeliste ist voll; beginne eine neue.',
  'The member positionSeconds is missing.': 'Die Angabe positionSeconds fehlt.',
  'A position or a duration must be a number of seconds from 0 on.':
    'Eine Stelle oder Dauer muss eine Zahl von Sekunden ab 0 sein.',
  'The season must be a number.': 'Die Staffel muss eine Zahl sein.',
  'A rating must be a number from 1 to 10, or 0 for none.':
    'Eine Bewertung muss eine Zahl von 1 bis 10 sein, oder 0 für keine.',

  // Uploads.
  '{} files cannot be played yet.': 'Dateien der Art {1} können noch nicht abgespielt werden.',
  'The content is {}, but the name ends with .{}.': 'Der Inhalt ist {1}, der Name endet aber auf .{2}.',
  'The file is larger than the {} bytes that this server takes.':
    'Die Datei ist größer als die {1} Byte, die dieser Server annimmt.',
  "The server's disk is full; the file was not kept. Tell who runs it.":
    'Die Platte des Servers ist voll; die Datei wurde nicht behalten. Sag es denen, die ihn betreiben.',
  'You have no such upload.': 'Diese Datei hast du nicht hochgeladen.',
  'The upload was interrupted.': 'Das Hochladen wurde unterbrochen.',
  'The server stopped before the whole file was there.': 'Der Server hielt an, bevor die ganze Datei da war.',
  'The connection broke off before the whole file was there.':
    'Die Verbindung brach ab, bevor die ganze Datei da war.',
  'The file could not be kept by a fault of the server; its log has more.':
    'Die Datei konnte wegen eines Fehlers des Servers nicht behalten werden; mehr steht im Protokoll.',
  'The file could not be looked at by a fault of the server; its log has more.':
    'Die Datei konnte wegen eines Fehlers des Servers nicht angesehen werden; mehr steht im Protokoll.',
  'No byte of the body came for {} seconds.': 'Seit {1} Sekunden kam nichts mehr an.',
  'The query parameter id is missing.': 'Der Parameter id fehlt.',
  "The client went away before the body's end.": 'Die Verbindung brach vor dem Ende ab.',

  // How something is played, and why not.
  'The client plays {} files as they are.': 'Der Browser spielt Dateien der Art {1}, wie sie sind.',
  'The client does not read {} files by itself.': 'Der Browser liest Dateien der Art {1} nicht selbst.',
  'The client plays the file as it is.': 'Der Browser spielt die Datei, wie sie ist.',
  'The client decodes {}.': 'Der Browser versteht {1}.',
  'The client does not decode {}.': 'Der Browser versteht {1} nicht.',
  'The client asked for segments.': 'Der Browser hat um Abschnitte gebeten.',
  'The client shows the text over the picture.': 'Der Browser zeigt den Text über dem Bild.',
  'The client draws the pictures over the film.': 'Der Browser zeichnet die Bilder über den Film.',
  'The viewer asked for smaller pictures to choose from.': 'Kleinere Bilder zur Auswahl sind gewünscht.',
  'The {} is {}, which the client does not decode.': 'Der Browser versteht {2} nicht.',
  'The {} is {}, which segments cannot carry.': '{2} lässt sich nicht in Abschnitten senden.',
  'The {} has too few places where playing could start.':
    'Es gibt zu wenige Stellen, an denen das Abspielen beginnen könnte ({1}).',
  'The file has {} Mbit/s, and the client takes no more than {}.':
    'Die Datei hat {1} Mbit/s, gewünscht sind höchstens {2}.',
  'The file has {} sound tracks to choose from.': 'Die Datei hat {1} Tonspuren zur Auswahl.',
  'The subtitles of {} are drawn into the picture, as was chosen.':
    'Die Untertitel ({1}) werden wie gewählt in das Bild gezeichnet.',
  '{} is drawn into the picture.': '{1} wird in das Bild gezeichnet.',
  '{} holds pictures, which are drawn into the film where they are chosen.':
    '{1} besteht aus Bildern, die in den Film gezeichnet werden, wenn sie gewählt sind.',
  '{} cannot be shown.': '{1} kann nicht gezeigt werden.',
  'This file cannot be taken apart for streaming.':
    'Diese Datei lässt sich zum Streamen nicht in Abschnitte teilen.',
  'The file holds neither a picture nor sound.': 'Die Datei enthält weder Bild noch Ton.',
  'The file holds neither a picture nor sound that can be read.':
    'Die Datei enthält weder Bild noch Ton, die lesbar wären.',
  'The file is being prepared.': 'Die Datei wird vorbereitet.',
  'The file is being prepared: {} %.': 'Die Datei wird vorbereitet: {1} %.',
  'The file is not there any more.': 'Die Datei ist nicht mehr da.',
  'The file has changed. Start playing again.': 'Die Datei hat sich geändert. Starte die Wiedergabe neu.',
  'This ticket is not valid, or not any more. Start playing again.':
    'Diese Wiedergabe gilt nicht mehr. Starte sie neu.',
  'This part of the file is too large to be streamed.': 'Dieser Teil der Datei ist zum Streamen zu groß.',
  'This server carries {} at once, and all places are taken; please try again in a moment.':
    'Alle Plätze dieses Servers sind belegt; bitte versuche es gleich noch einmal.',
  'The server encodes for others at present.': 'Der Server rechnet gerade für andere.',
  'The server has no room left to encode. Tell who runs it.':
    'Der Server hat keinen Platz mehr zum Umwandeln. Sag es denen, die ihn betreiben.',
  'The picture of this film cannot be decoded.': 'Das Bild dieses Films lässt sich nicht entschlüsseln.',
  'This part of the film cannot be encoded.': 'Dieser Teil des Films lässt sich nicht umwandeln.',
  'The file cannot be written anew as MP4: it holds what ffmpeg cannot read.':
    'Die Datei lässt sich nicht als MP4 neu schreiben: Sie enthält, was ffmpeg nicht lesen kann.',

  // Files that cannot be read.
  '{} files cannot be played without ffmpeg; install it.':
    'Dateien der Art {1} können ohne ffmpeg nicht abgespielt werden; installiere es.',
  'This is a file of the kind {}, which cannot be played without transcoding.':
    'Diese Datei ist von der Art {1}, die ohne Umwandlung nicht abgespielt werden kann.',
  'The file cannot be read: {}.': 'Die Datei kann nicht gelesen werden: {1}.',
  'The file could not be read by a fault of this program; its log has more.':
    'Die Datei konnte wegen eines Fehlers dieses Programms nicht gelesen werden; mehr steht im Protokoll.',
  'The file has neither pictures nor sound.': 'Die Datei hat weder Bild noch Ton.',
  'The file holds neither pictures nor sound.': 'Die Datei enthält weder Bild noch Ton.',
  'The file is empty.': 'Die Datei ist leer.',
  'The file is too short.': 'Die Datei ist zu kurz.',
  'The file is no video or audio of a known kind.': 'Die Datei ist weder Video noch Ton einer bekannten Art.',
  'The file is a list that points to other files, not a film; such lists are not followed.':
    'Die Datei ist eine Liste, die auf andere Dateien zeigt, kein Film; solchen Listen wird nicht gefolgt.',
  'The file is a picture, not a film or a sound.': 'Die Datei ist ein Bild, weder Film noch Ton.',
  'The file is a web page, not a film or a sound.': 'Die Datei ist eine Webseite, weder Film noch Ton.',
  'The file is an archive; unpack it first.': 'Die Datei ist ein Archiv; packe es zuerst aus.',
  'The file is bare Dolby sound without a container, which is not supported.':
    'Die Datei ist reiner Dolby-Ton ohne Container; das wird nicht unterstützt.',
  'The file holds subtitles, not a film or a sound.': 'Die Datei enthält Untertitel, weder Film noch Ton.',
  'The file is encrypted, and only a licensed player can open it.':
    'Die Datei ist verschlüsselt; nur ein lizenzierter Player kann sie öffnen.',
  'The file is encrypted, and plays only where its owner sells the key.':
    'Die Datei ist verschlüsselt und spielt nur dort, wo ihr Besitzer den Schlüssel verkauft.',
  'The pictures or the sound of the file lie in another file, which is not followed.':
    'Bild oder Ton der Datei liegen in einer anderen Datei; dem wird nicht gefolgt.',

  // Files that are cut off.
  'The file ends at byte {}, earlier than it did before.': 'Die Datei endet bei Byte {1}, früher als zuvor.',
  'The file ends at byte {}, earlier than it says itself.':
    'Die Datei endet bei Byte {1}, früher als sie selbst angibt.',
  'The file ends at byte {}, before the samples that it lists.':
    'Die Datei endet bei Byte {1}, vor den Bildern und Tönen, die sie aufzählt.',
  'The file ends at byte {}, but refers to {} bytes at {}.':
    'Die Datei endet bei Byte {1}, verweist aber auf {2} Byte ab {3}.',
  'The file ends at byte {}, but goes on at {}.': 'Die Datei endet bei Byte {1}, geht aber bei {2} weiter.',
  'The file ends within its first structure.': 'Die Datei endet mitten in ihrem Anfang.',
  'The file ends before its content begins.': 'Die Datei endet, bevor ihr Inhalt beginnt.',
  'The file ends within its list of tracks.': 'Die Datei endet mitten in der Liste ihrer Spuren.',
  'The file ends in the middle of the description of its content; it was not copied or recorded to its end.':
    'Die Datei endet mitten in der Beschreibung ihres Inhalts; sie wurde nicht bis zum Ende kopiert oder aufgenommen.',
  'The file ends before the description of its content; it was not copied or recorded to its end.':
    'Die Datei endet vor der Beschreibung ihres Inhalts; sie wurde nicht bis zum Ende kopiert oder aufgenommen.',
  'The file ends before its first picture or sound; it was not copied to its end.':
    'Die Datei endet vor dem ersten Bild oder Ton; sie wurde nicht bis zum Ende kopiert.',
  'The file is a piece of a stream without the description that belongs to it.':
    'Die Datei ist ein Stück eines Streams ohne die Beschreibung, die dazugehört.',
  'The file has no list of tracks: its beginning is damaged or missing.':
    'Die Datei hat keine Liste ihrer Spuren: Ihr Anfang ist beschädigt oder fehlt.',
  'A structure of the file ends in the middle of a value.':
    'Ein Abschnitt der Datei endet mitten in einem Wert.',
  'A structure of the file ends in the middle of a value of {} bytes.':
    'Ein Abschnitt der Datei endet mitten in einem Wert von {1} Byte.',

  // Files that contradict themselves.
  'The file does not begin as a Matroska file does.':
    'Die Datei beginnt nicht, wie Matroska-Dateien beginnen.',
  'The file is an EBML file, but neither Matroska nor WebM.':
    'Die Datei ist eine EBML-Datei, aber weder Matroska noch WebM.',
  'The file asks for a newer reader of Matroska than this program has.':
    'Die Datei verlangt ein neueres Matroska, als dieses Programm lesen kann.',
  'The file holds a number of {} bytes.': 'Die Datei enthält eine Zahl von {1} Byte.',
  'The file holds a value of {} bytes where few belong.':
    'Die Datei enthält einen Wert von {1} Byte, wo wenige hingehören.',
  'The file holds a number that is larger than any file or time can be.':
    'Die Datei enthält eine Zahl, die größer ist, als Dateien oder Zeiten sein können.',
  'A value of the file does not say how long it is.': 'Ein Wert der Datei sagt nicht, wie lang er ist.',
  'The file does not say how large its picture is.': 'Die Datei sagt nicht, wie groß ihr Bild ist.',
  'The file does not say in which unit it counts time.':
    'Die Datei sagt nicht, in welcher Einheit sie die Zeit zählt.',
  'The file states a time that lies beyond the end of any film.':
    'Die Datei nennt eine Zeit, die hinter dem Ende jedes Films liegt.',
  'The file claims to last longer than a hundred days.': 'Die Datei will länger als hundert Tage dauern.',
  'The file has more than {} tracks.': 'Die Datei hat mehr als {1} Spuren.',
  'The file has more than {} segments.': 'Die Datei hat mehr als {1} Abschnitte.',
  'The file is cut into more pieces than any film needs.':
    'Die Datei ist in mehr Stücke geteilt, als irgendein Film braucht.',
  'A segment of the file would be larger than a gigabyte.':
    'Ein Abschnitt der Datei wäre größer als ein Gigabyte.',
  'A fragment of the file has no size.': 'Ein Stück der Datei hat keine Größe.',
  "The file's description lacks a part that every MP4 has: {} in {}.":
    'In der Beschreibung der Datei fehlt ein Teil, den jede MP4-Datei hat: {1} in {2}.',
  "The description of the file's content is too large to be read.":
    'Die Beschreibung des Inhalts der Datei ist zu groß, um gelesen zu werden.',
  "The file's description is compressed as QuickTime of the 1990s did it, which is not supported.":
    'Die Beschreibung der Datei ist so gepackt, wie es QuickTime in den Neunzigerjahren tat; das wird nicht unterstützt.',
  'The file holds no description of its content.': 'Die Datei enthält keine Beschreibung ihres Inhalts.',
  'The file describes a film but holds no pictures and no sound.':
    'Die Datei beschreibt einen Film, enthält aber weder Bild noch Ton.',
  'The file describes more samples than it has room for.':
    'Die Datei beschreibt mehr Bilder und Töne, als in ihr Platz haben.',
  'The file describes a sample of more than 2 GB.':
    'Die Datei beschreibt ein einzelnes Bild oder Stück Ton von mehr als 2 GB.',
  'The file changes its coding in the middle of a track, which is not supported.':
    'Die Datei wechselt mitten in einer Spur die Kodierung; das wird nicht unterstützt.',
  'The pictures of the file are arranged in a way (such as stereo) that is not supported.':
    'Die Bilder der Datei sind auf eine Weise angeordnet (etwa stereoskopisch), die nicht unterstützt wird.',
  'A track of the file has no number.': 'Eine Spur der Datei hat keine Nummer.',
  'A track of the file begins before the movie does.': 'Eine Spur der Datei beginnt vor dem Film.',
  'A track of the file does not say how it counts time.':
    'Eine Spur der Datei sagt nicht, wie sie die Zeit zählt.',
  'A track of the file does not say how it is coded.': 'Eine Spur der Datei sagt nicht, wie sie kodiert ist.',
  'A track of the file describes its coding in the wrong order.':
    'Eine Spur der Datei beschreibt ihre Kodierung in falscher Reihenfolge.',
  'A track of the file states its sizes in numbers of no known width.':
    'Eine Spur der Datei nennt ihre Größen in Zahlen unbekannter Breite.',
  'A sound track lacks the set-up of its decoder.': 'Einer Tonspur fehlen die Angaben für ihren Decoder.',
  'The video track lacks the set-up of its decoder.': 'Der Videospur fehlen die Angaben für ihren Decoder.',
  'A parameter set of the video holds a number that is out of range.':
    'Die Angaben zum Video enthalten eine Zahl außerhalb des Erlaubten.',
  'Fragmented MP4 cannot carry {}.': '{1} lässt sich nicht in MP4-Abschnitten senden.',
  'The track is compressed in a way that is hardly ever used.':
    'Die Spur ist auf eine Weise gepackt, die kaum jemand benutzt.',
  'Track {} is compressed once more inside the file, so its samples cannot be passed on.':
    'Die Spur {1} ist in der Datei ein zweites Mal gepackt und kann so nicht weitergegeben werden.',
  'A compressed frame of the file is damaged.': 'Ein gepacktes Stück der Datei ist beschädigt.',
  'A compressed frame of the file is larger than any real one.':
    'Ein gepacktes Stück der Datei ist größer als jedes echte.',

  // Their codings.
  'The H.264 track describes its coding in a way that no standard has.':
    'Die Spur in H.264 beschreibt ihre Kodierung auf eine Weise, die kein Standard kennt.',
  'The HEVC track describes its coding in a way that no standard has.':
    'Die Spur in HEVC beschreibt ihre Kodierung auf eine Weise, die kein Standard kennt.',
  'The AV1 track describes its coding in a way that no standard has.':
    'Die Spur in AV1 beschreibt ihre Kodierung auf eine Weise, die kein Standard kennt.',
  'The VP9 track describes its coding in a way that no standard has.':
    'Die Spur in VP9 beschreibt ihre Kodierung auf eine Weise, die kein Standard kennt.',
  'The Opus track describes its coding in a way that no standard has.':
    'Die Spur in Opus beschreibt ihre Kodierung auf eine Weise, die kein Standard kennt.',
  'The VP9 track begins with something that is no VP9 frame.':
    'Die Spur in VP9 beginnt mit etwas, das kein Bild in VP9 ist.',
  'The VP9 track does not begin with a key frame.': 'Die Spur in VP9 beginnt nicht mit einem Schlüsselbild.',
  'The AAC track states a sample rate that no standard has.':
    'Die Spur in AAC nennt eine Abtastrate, die kein Standard kennt.',
  'The Dolby Digital track states a sample rate that no standard has.':
    'Die Spur in Dolby Digital nennt eine Abtastrate, die kein Standard kennt.',
  'The Dolby Digital track does not begin with a sync frame.':
    'Die Spur in Dolby Digital beginnt nicht mit einem Synchronwort.',
  'The Dolby Digital Plus track does not begin with a sync frame.':
    'Die Spur in Dolby Digital Plus beginnt nicht mit einem Synchronwort.',
  'The Dolby Digital Plus track does not begin with its main stream.':
    'Die Spur in Dolby Digital Plus beginnt nicht mit ihrem Hauptstrom.',
  'The Apple Lossless track states no frame length or no sample rate.':
    'Die Spur in Apple Lossless nennt keine Blocklänge oder keine Abtastrate.',
  'The FLAC track does not begin as FLAC does.': 'Die Spur in FLAC beginnt nicht, wie FLAC beginnt.',
  'The FLAC track does not describe its coding first.':
    'Die Spur in FLAC beschreibt nicht zuerst ihre Kodierung.',
  'A stored index does not hold what it announces.':
    'Ein gespeicherter Index enthält nicht, was er ankündigt.',
  'A stored index does not hold the numbers that it announces.':
    'Ein gespeicherter Index enthält nicht die Zahlen, die er ankündigt.',
  'The encoder wrote a box of {} bytes.': 'Der Encoder schrieb einen Teil von {1} Byte.',

  // Subtitles.
  'The subtitles of the file are larger than any real ones.':
    'Die Untertitel der Datei sind größer als alle echten.',
  'The pictures of the subtitle file are larger than any real ones.':
    'Die Bilder der Untertiteldatei sind größer als alle echten.',
  'The subtitle file ends in the middle of a picture.': 'Die Untertiteldatei endet mitten in einem Bild.',
  'The subtitle file has more pictures than any real one.':
    'Die Untertiteldatei hat mehr Bilder als jede echte.',
  'The subtitle file holds no pictures.': 'Die Untertiteldatei enthält keine Bilder.',
  'A picture of the subtitles goes on after its end.':
    'Ein Bild der Untertitel geht nach seinem Ende weiter.',
  'A picture of the subtitles is larger than any real one.':
    'Ein Bild der Untertitel ist größer als jedes echte.',
  'A picture of the subtitles has an unknown command.':
    'Ein Bild der Untertitel enthält eine unbekannte Anweisung.',

  // How the parts of the server are.
  'It answers.': 'Antwortet.',
  'It does not answer; it is tried again and again.': 'Antwortet nicht; es wird immer wieder versucht.',
  'It does not answer; this server goes on without it.':
    'Antwortet nicht; dieser Server arbeitet ohne ihn weiter.',
  'It could not be asked: {}.': 'Ließ sich nicht fragen: {1}.',
  'It is being tested.': 'Wird gerade geprüft.',
  'They are switched off by metrics.measure: no alerts, no forecasts, no figures.':
    'Sind durch metrics.measure ausgeschaltet: keine Alarme, keine Vorhersagen, keine Werte.',
  'The server is stopping.': 'Der Server hält gerade an.',
  'Version {}.': 'Version {1}.',
  'It sees one file at a time, writes nothing, and has no network.':
    'Sieht immer nur eine Datei, schreibt nichts und hat kein Netz.',
  'This kernel does not keep it from {}; Linux 6.7 or newer with Landlock does.':
    'Dieser Kernel verwehrt ihm nicht: {1}; ab Linux 6.7 mit Landlock geht das.',
  'The program {} is no ffmpeg.': 'Das Programm {1} ist kein ffmpeg.',
  'This ffmpeg lacks {}; install one that has it.': 'Diesem ffmpeg fehlt {1}; installiere eines, das es hat.',
  'The processor encodes; no other encoder was found to work, or is wanted.':
    'Der Prozessor wandelt um; kein anderer Encoder ist brauchbar oder gewünscht.',
  'No chip was found that encodes; the processor does.':
    'Kein Chip wurde gefunden, der umwandelt; der Prozessor tut es.',
  '{} passed the test of encoding.': '{1} hat die Probe im Umwandeln bestanden.',
  '{} encodes pictures.': '{1} wandelt Bilder um.',
  '{} failed to encode, so the processor does until the next start.':
    '{1} ist beim Umwandeln gescheitert; bis zum nächsten Start tut es der Prozessor.',
  'TMDB cannot be reached: {}.': 'TMDB ist nicht erreichbar: {1}.',
  'TMDB does not accept the key; check metadata.tmdbKey.':
    'TMDB nimmt den Schlüssel nicht an; prüfe metadata.tmdbKey.',
  'TMDB has too many questions.': 'TMDB wird zu viel gefragt.',
  'TMDB answers {}.': 'TMDB antwortet mit {1}.',
  'TMDB answers what is no JSON.': 'TMDB antwortet mit etwas, das kein JSON ist.',

  // The operator's pages.
  'There is no such rule.': 'Diese Regel gibt es nicht.',
  'A silence lasts up to 720 hours.': 'Stumm geht es für höchstens 720 Stunden.',
  'There is no plan of that name.': 'Einen Plan dieses Namens gibt es nicht.',
  'A load test is under way already.': 'Ein Lasttest läuft schon.',
  'There is no such load test.': 'Diesen Lasttest gibt es nicht.',
  'The load test came to no end; the log has the reason.':
    'Der Lasttest kam zu keinem Ende; der Grund steht im Protokoll.',
  'The run came to no end: {}.': 'Der Lauf kam zu keinem Ende: {1}.',
  'With a certificate of its own the server is tested from the shell: ./medianest load-test.':
    'Mit einem eigenen Zertifikat wird der Server in der Kommandozeile geprüft: ./medianest load-test.',
  'Every threshold holds.': 'Jede Schwelle hält.',
  '{} of {} thresholds are broken.': '{1} von {2} Schwellen sind gebrochen.',
  'Not even the first step keeps every threshold.': 'Nicht einmal die erste Stufe hält jede Schwelle.',
  'It carries {} at once, {} Mbit/s.': '{1} gleichzeitig, {2} Mbit/s.',
  'With {} this did not hold: {}.': 'Mit {1} hielt dies nicht: {2}.',
  'No step broke a threshold.': 'Keine Stufe brach eine Schwelle.',
  'There are too few steps to say how it scales.': 'Für eine Aussage über mehr sind es zu wenige Stufen.',
  'By the universal scalability law throughput is highest with {} requests under way, at {} a second.':
    'Nach dem Universal Scalability Law ist der Durchsatz am höchsten, wenn {1} Anfragen unterwegs sind: {2} pro Sekunde.',
  'No knee is seen yet: up to here more at once carry more.':
    'Ein Knick ist noch nicht zu sehen: Bis hierher tragen mehr auch mehr.',
  '{} arrivals were dropped, since the generator had too many under way.':
    '{1} Ankünfte fielen weg, da der Generator zu viele unterwegs hatte.',
  "The generator's own threads ran {} ms late at the 99th percentile; up to {} ms are all right. Give it more processor, or a machine of its own.":
    'Die Threads des Generators waren im 99. Perzentil {1} ms zu spät; bis {2} ms sind in Ordnung. Gib ihm mehr Prozessor oder eine eigene Maschine.',
  "In the phase {} {} requests were under way, but rate × time says {} (Little's law).":
    'In der Phase {1} Anfragen unterwegs, Rate × Zeit sagt aber {2} (Gesetz von Little).',
  'A search takes 1 to 900 seconds.': 'Eine Suche dauert 1 bis 900 Sekunden.',
  'A search is under way already.': 'Eine Suche läuft schon.',
  'A recording takes 1 to 300 seconds.': 'Eine Aufnahme dauert 1 bis 300 Sekunden.',
  'A recording is under way already.': 'Eine Aufnahme läuft schon.',
  'The last 1 to 900 seconds can be kept.': 'Die letzten 1 bis 900 Sekunden können behalten werden.',
  'Nothing is recorded yet, or metrics.flightRecorder is off.':
    'Noch ist nichts aufgezeichnet, oder metrics.flightRecorder ist aus.',
  'There is no such recording.': 'Diese Aufnahme gibt es nicht.',
  'Native code is not allowed by metrics.nativeProfiler.':
    'metrics.nativeProfiler erlaubt keinen nativen Code.',
  'The path of the data folder has a comma in it, which parts its options.':
    'Im Pfad des Datenordners steht ein Komma, das seine Optionen trennt.',
  'The query parameter span is recent, days or years.': 'Der Parameter span ist recent, days oder years.',
  'The query parameter kind is cpu, wall, allocation, lock or pinned.':
    'Der Parameter kind ist cpu, wall, allocation, lock oder pinned.',
  'The query parameter slowerThanMs is a number of milliseconds.':
    'Der Parameter slowerThanMs ist eine Zahl von Millisekunden.',
  'At most {} methods are timed at once.': 'Auf einmal werden höchstens {1} Methoden gemessen.',
  'There is no class {} in this program.': 'Eine Klasse {1} gibt es in diesem Programm nicht.',
  'The body names the methods to time.': 'Nenne die Methoden, deren Zeit gemessen werden soll.',
  'A method is written medianest.package.Class::method, and is one of this program.':
    'Eine Methode schreibt sich medianest.paket.Klasse::methode und gehört zu diesem Programm.',
  'The class {} has no method {} with code of its own.':
    'Die Klasse {1} hat keine Methode {2} mit eigenem Code.',

  // What can always happen.
  'There is nothing at this address.': 'Unter dieser Adresse ist nichts.',
  'The database does not answer at present.': 'Die Datenbank antwortet gerade nicht.',
  'The database does not answer; try again in {} s.':
    'Die Datenbank antwortet nicht; versuche es in {1} s noch einmal.',
  'The server has too many requests under way. Try again shortly.':
    'Der Server hat zu viele Anfragen auf einmal. Versuche es gleich noch einmal.',
  'The answer took too long. Try again later.':
    'Die Antwort dauerte zu lange. Versuche es später noch einmal.',
  'Something went wrong on the server. Its log has the reason under {}.':
    'Auf dem Server ist etwas schiefgegangen. Der Grund steht in seinem Protokoll unter {1}.',
  "This request did not come from this server's own page.":
    'Diese Anfrage kam nicht von der Seite dieses Servers.',
  'The address is too long.': 'Die Adresse ist zu lang.',
  'The headers are too long.': 'Die Kopfzeilen sind zu lang.',
  'This is not a valid request.': 'Diese Anfrage ist ungültig.',
  'This address does not know {}.': 'Diese Adresse kennt {1} nicht.',
  'The query parameter {} is not known here.': 'Der Parameter {1} ist hier nicht bekannt.',
  'Send the body as application/json.': 'Sende die Anfrage als application/json.',
  'The multipart body ends before its last boundary.': 'Die Anfrage endet vor ihrer letzten Grenze.',
  'The member {} is missing.': 'Die Angabe {1} fehlt.',
  'The body is larger than the limit of {} bytes.': 'Die Anfrage ist größer als die erlaubten {1} Byte.',
};

/** What stands in their places now and then. */
export const values: Record<string, string> = {
  picture: 'Bild',
  sound: 'Ton',
  'at least {}': 'mindestens {1}',
  title: 'Titel',
  plot: 'Handlung',
  year: 'Jahr',
  season: 'Staffel',
  episode: 'Folge',
  minute: 'Minute',
  '{} minutes': '{1} Minuten',
  '{} seconds': '{1} Sekunden',
  'some of it is on another machine ({})': 'ein Teil liegt auf einer anderen Maschine ({1})',
  'its folder went away': 'der Ordner ist weg',
  'the limit of {} watches of this system is reached; raise fs.inotify.max_user_watches':
    'dieses System beobachtet nicht mehr als {1} Ordner; erhöhe fs.inotify.max_user_watches',
  'this system does not watch it ({})': 'dieses System beobachtet ihn nicht ({1})',
  'this system does not let it: {}': 'dieses System lässt es nicht zu: {1}',
  'library.watch is false': 'library.watch ist false',
};
