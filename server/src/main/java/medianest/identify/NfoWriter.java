package medianest.identify;

import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/** Writes notes that this program and others read. */
public final class NfoWriter {

  /** Characters that XML 1.0 section 2.2 has no place for. */
  private static final String FORBIDDEN =
      "[^\\u0009\\u000a\\u000d\\u0020-\\ud7ff\\ue000-\\ufffd\\x{10000}-\\x{10ffff}]";

  private final XMLStreamWriter xml;

  private NfoWriter(XMLStreamWriter xml) {
    this.xml = xml;
  }

  /**
   * The note.
   *
   * @param root {@code movie}, {@code tvshow}, {@code season} or {@code episodedetails}
   */
  public static String write(String root, Nfo nfo) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeCharacters("\n");
      xml.writeStartElement(root);
      new NfoWriter(xml).members(nfo);
      xml.writeCharacters("\n");
      xml.writeEndElement();
      xml.writeCharacters("\n");
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
    return text.toString();
  }

  private void members(Nfo nfo) throws XMLStreamException {
    element("title", nfo.title());
    element("sorttitle", nfo.sortTitle());
    element("year", nfo.year());
    element("premiered", nfo.date());
    element("rating", nfo.rating());
    if (nfo.numbers() != null) {
      element("season", nfo.numbers().season());
      element("episode", nfo.numbers().first());
      if (nfo.numbers().last() > nfo.numbers().first()) {
        element("episodenumberend", nfo.numbers().last());
      }
    }
    if (nfo.airs() != null) {
      airs(nfo.airs());
    }
    elements("genre", nfo.genres());
    if (!nfo.set().isEmpty()) {
      start("set");
      element("name", nfo.set());
      xml.writeEndElement();
    }
    for (var id :
        nfo.ids().byProvider().entrySet().stream().sorted(Map.Entry.comparingByKey()).toList()) {
      start("uniqueid");
      xml.writeAttribute("type", id.getKey());
      xml.writeCharacters(id.getValue());
      xml.writeEndElement();
    }
    about(nfo.about());
    element("lockdata", nfo.locked() ? "true" : "");
  }

  private void airs(Nfo.Airs airs) throws XMLStreamException {
    if (airs.before() == Nfo.Airs.AFTER_ALL) {
      element("airsafter_season", airs.season());
    } else {
      element("airsbefore_season", airs.season());
      element("airsbefore_episode", airs.before() == Nfo.Airs.BEFORE_ALL ? "" : airs.before());
    }
  }

  private void about(About about) throws XMLStreamException {
    element("originaltitle", about.originalTitle());
    element("plot", about.plot());
    element("tagline", about.tagline());
    element("mpaa", about.ageRating());
    elements("studio", about.studios());
    elements("country", about.countries());
    elements("tag", about.tags());
    elements("director", about.directors());
    elements("credits", about.writers());
    for (About.Person person : about.cast()) {
      start("actor");
      element("name", person.name());
      element("role", person.role());
      xml.writeEndElement();
    }
  }

  private void start(String name) throws XMLStreamException {
    xml.writeCharacters("\n  ");
    xml.writeStartElement(name);
  }

  private void element(String name, @Nullable Object value) throws XMLStreamException {
    if (value != null && !value.toString().isEmpty()) {
      start(name);
      xml.writeCharacters(value.toString().replaceAll(FORBIDDEN, "\ufffd"));
      xml.writeEndElement();
    }
  }

  private void elements(String name, List<String> values) throws XMLStreamException {
    for (String value : values) {
      element(name, value);
    }
  }
}
