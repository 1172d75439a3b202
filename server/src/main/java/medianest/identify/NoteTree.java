package medianest.identify;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * An element of a note, with what is in it. Strangers wrote the notes, so there are no entities but
 * XML's own five, nothing is fetched, and depth and number of elements are bounded.
 */
record NoteTree(
    String name, List<Attribute> attributes, StringBuilder text, List<NoteTree> children) {

  private static final int DEEPEST = 16;
  private static final int MOST_ELEMENTS = 50_000;

  private static final Pattern DECLARATION = Pattern.compile("<\\?xml[^>]*\\?>");

  private static final Pattern LAST_ROOT =
      Pattern.compile("(?is).*</(?:movie|tvshow|season|episodedetails|musicvideo|video)\\s*>");

  /** Making one takes longer than reading a note, and nobody says that threads may share one. */
  private static final ThreadLocal<XMLInputFactory> FACTORY =
      ThreadLocal.withInitial(NoteTree::factory);

  record Attribute(String name, String value) {}

  /** The elements at the top, of which a note of several episodes has several. */
  static List<NoteTree> read(String note) throws XMLStreamException {
    Matcher roots = LAST_ROOT.matcher(note);
    if (!roots.find()) {
      return List.of();
    }
    String xml = DECLARATION.matcher(roots.group()).replaceFirst("");
    int start = Math.max(0, xml.indexOf('<'));
    XMLStreamReader reader =
        FACTORY
            .get()
            .createXMLStreamReader(new StringReader("<nfo>" + xml.substring(start) + "</nfo>"));
    try {
      reader.nextTag();
      return element(reader, 0, new int[1]).children();
    } finally {
      reader.close();
    }
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    return factory;
  }

  private static NoteTree element(XMLStreamReader reader, int depth, int[] count)
      throws XMLStreamException {
    if (depth > DEEPEST || ++count[0] > MOST_ELEMENTS) {
      throw new XMLStreamException("The note has too many elements or too deep ones.");
    }
    List<Attribute> attributes = new ArrayList<>();
    for (int at = 0; at < reader.getAttributeCount(); at++) {
      attributes.add(
          new Attribute(lower(reader.getAttributeLocalName(at)), reader.getAttributeValue(at)));
    }
    NoteTree tree =
        new NoteTree(
            lower(reader.getLocalName()), attributes, new StringBuilder(), new ArrayList<>());
    for (int event = reader.next();
        event != XMLStreamConstants.END_ELEMENT;
        event = reader.next()) {
      switch (event) {
        case XMLStreamConstants.START_ELEMENT ->
            tree.children().add(element(reader, depth + 1, count));
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
            tree.text().append(reader.getText());
        case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
            throw new XMLStreamException("The note declares or uses entities.");
        default -> {}
      }
    }
    return tree;
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  Stream<NoteTree> all(String child) {
    return children.stream().filter(each -> each.name().equals(child));
  }

  /** The text of the last such child that has any: programs append what they know better. */
  String text(String... names) {
    String found = "";
    List<String> wanted = List.of(names);
    for (NoteTree child : children) {
      if (wanted.contains(child.name())) {
        String words = child.words();
        found = words.isEmpty() ? found : words;
      }
    }
    return found;
  }

  List<String> texts(String child) {
    return all(child).map(NoteTree::words).filter(each -> !each.isEmpty()).distinct().toList();
  }

  /** Its own text. */
  String words() {
    return text.toString().strip();
  }

  @Nullable String attribute(String wanted) {
    Optional<Attribute> found =
        attributes.stream().filter(each -> each.name().equals(wanted)).findFirst();
    return found.isPresent() ? found.get().value() : null;
  }
}
