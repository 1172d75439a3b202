package medianest.identify;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Names films by their files and folders, with their versions, parts and extras. */
public final class Films {

  private static final Set<String> DISCS = Set.of("video_ts", "stream");

  private final Folder folder;
  private final List<String> bases;
  private final Named[] named;

  private Films(Folder folder) {
    this.folder = folder;
    this.bases = folder.videos().stream().map(Folder::base).toList();
    this.named = new Named[bases.size()];
  }

  /** The videos of a folder, in their order. */
  public static List<Named> of(Folder folder) {
    Films films = new Films(folder);
    Optional<ExtraKind> kind = Extras.ofFolder(folder);
    if (kind.isPresent() && holdsOneFilm(folder.parent())) {
      films.allExtras(kind.get());
    } else if (isDisc(folder)) {
      films.disc();
    } else {
      films.name();
    }
    return List.of(films.named);
  }

  /** Whether the folder holds one film, in however many files. */
  static boolean holdsOneFilm(Folder folder) {
    if (folder.root()) {
      return false;
    }
    List<String> films = films(folder);
    return films.size() == 1 || Versions.of(folder.name(), films).isPresent() || areParts(films);
  }

  /** Whether they are one film in parts, and so no versions of each other. */
  private static boolean areParts(List<String> films) {
    return Parts.of(films).stream().anyMatch(stack -> stack.parts().size() == films.size());
  }

  private static List<String> films(Folder folder) {
    return folder.videos().stream()
        .map(Folder::base)
        .filter(base -> Extras.ofName(base).isEmpty())
        .toList();
  }

  static String group(Folder folder) {
    return "folder:" + folder.path();
  }

  private static boolean isDisc(Folder folder) {
    return DISCS.contains(folder.lowerName())
        && !folder.parent().root()
        && (folder.lowerName().equals("video_ts") || folder.parent().lowerName().equals("bdmv"));
  }

  private void allExtras(ExtraKind kind) {
    for (int at = 0; at < named.length; at++) {
      named[at] = extra(bases.get(at), kind, group(folder.parent()));
    }
  }

  /** The files of a disc are one film, which is called as the folder around it. */
  private void disc() {
    Folder around =
        folder.lowerName().equals("video_ts") ? folder.parent() : folder.parent().parent();
    FileTitle title = FileTitle.of(around.name() + ".x");
    List<Integer> order =
        IntStream.range(0, bases.size())
            .boxed()
            .sorted(Comparator.comparing(at -> isMenu(bases.get(at)) + bases.get(at)))
            .toList();
    for (int number = 0; number < order.size(); number++) {
      Role role = number == 0 ? Role.Main.ONLY : new Role.Part(number + 1);
      named[order.get(number)] =
          Named.film(title, role, group(around), ProviderIds.in(around.name()));
    }
  }

  private static String isMenu(String base) {
    String small = base.toLowerCase(Locale.ROOT);
    return small.equals("video_ts") || small.endsWith("_0") ? "1" : "0";
  }

  private void name() {
    List<Integer> films = new ArrayList<>();
    for (int at = 0; at < named.length; at++) {
      if (Extras.ofName(bases.get(at)).isEmpty()) {
        films.add(at);
      }
    }
    List<String> names = films.stream().map(bases::get).toList();
    Optional<List<Versions.Version>> versions =
        folder.root() || areParts(names) ? Optional.empty() : Versions.of(folder.name(), names);
    if (versions.isPresent()) {
      versions.get().forEach(version -> version(films.get(version.at()), version, versions.get()));
    } else {
      Parts.of(names).forEach(stack -> parts(films, stack, stack.parts().size() == names.size()));
      boolean alone = films.size() == 1 && !folder.root();
      films.stream().filter(at -> named[at] == null).forEach(at -> single(at, alone));
    }
    extras();
  }

  private void version(int at, Versions.Version version, List<Versions.Version> all) {
    Role role = version.equals(all.getFirst()) ? Role.Main.ONLY : new Role.Version(version.label());
    named[at] =
        Named.film(FileTitle.of(folder.name() + ".x"), role, group(folder), ids(bases.get(at)));
  }

  private void parts(List<Integer> films, Parts.Stack stack, boolean all) {
    boolean own = all && !folder.root();
    FileTitle title = own ? title(stack.base()) : FileTitle.of(stack.base() + ".x");
    String group = own ? group(folder) : groupOf(stack.base());
    for (Parts.Part part : stack.parts()) {
      Role role =
          part.equals(stack.parts().getFirst()) ? Role.Main.ONLY : new Role.Part(part.number());
      named[films.get(part.at())] = Named.film(title, role, group, ids(stack.base()));
    }
  }

  private void single(int at, boolean alone) {
    String base = bases.get(at);
    FileTitle title = alone ? title(base) : FileTitle.of(folder.videos().get(at));
    named[at] = Named.film(title, Role.Main.ONLY, alone ? group(folder) : groupOf(base), ids(base));
  }

  /** The folder's name where it was given to the film, else the file's. */
  private FileTitle title(String base) {
    FileTitle own = FileTitle.of(folder.name() + ".x");
    if (own.year() != null) {
      return own;
    }
    FileTitle file = FileTitle.of(base + ".x");
    boolean same = Folding.words(file.title()).startsWith(Folding.words(own.title()));
    return same && file.year() == null ? own : file;
  }

  private ProviderIds ids(String base) {
    ProviderIds own = ProviderIds.in(base);
    return folder.root() ? own : own.or(ProviderIds.in(folder.name()));
  }

  private String groupOf(String base) {
    return "file:" + folder.path() + base.toLowerCase(Locale.ROOT);
  }

  /** Each goes with the film whose name it begins with; with none it is a video of its own. */
  private void extras() {
    if (Stream.of(named).allMatch(Objects::nonNull)) {
      return;
    }
    Map<String, String> groups = new HashMap<>();
    for (int at = 0; at < named.length; at++) {
      if (named[at] != null) {
        groups.put(bases.get(at).toLowerCase(Locale.ROOT), named[at].group());
      }
    }
    boolean one = holdsOneFilm(folder);
    for (int at = 0; at < named.length; at++) {
      if (named[at] == null) {
        Extras.Ending ending = Extras.ofName(bases.get(at)).orElseThrow();
        String group = one ? group(folder) : groups.get(ending.owner().toLowerCase(Locale.ROOT));
        named[at] = group == null ? orphan(at) : extra(bases.get(at), ending.kind(), group);
      }
    }
  }

  private Named orphan(int at) {
    return Named.film(
        FileTitle.of(folder.videos().get(at)),
        Role.Main.ONLY,
        groupOf(bases.get(at)),
        ProviderIds.NONE);
  }

  private static Named extra(String base, ExtraKind kind, String group) {
    return Named.film(
        new FileTitle(FileTitle.of(base + ".x").title(), null),
        new Role.Extra(kind),
        group,
        ProviderIds.NONE);
  }
}
