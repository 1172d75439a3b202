package medianest.loadtest.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A picture of one or more figures over time, as SVG that needs nothing else.
 *
 * @param unit of the upright axis
 * @param logarithmic for times, whose tails matter more than their middles
 */
record Chart(String title, String sentence, String unit, boolean logarithmic) {

  private static final int WIDTH = 960;
  private static final int HEIGHT = 260;
  private static final int LEFT = 64;
  private static final int RIGHT = 12;
  private static final int TOP = 14;
  private static final int BOTTOM = 30;

  /** One line of a picture. */
  record Series(String name, String colour, List<Double> at, List<Double> values) {
    Series {
      at = List.copyOf(at);
      values = List.copyOf(values);
    }
  }

  /** A limit that should hold. */
  record Limit(String name, double value) {}

  /** A stretch of time with its name. */
  record Band(String name, double from, double to) {}

  String svg(List<Series> series, List<Limit> limits, List<Band> bands) {
    double end = bands.isEmpty() ? 1 : bands.getLast().to();
    Scale scale = Scale.of(series, limits, logarithmic);
    StringBuilder svg = new StringBuilder("<figure><figcaption><h3>");
    svg.append(Html.escaped(title)).append("</h3><p>").append(Html.escaped(sentence));
    svg.append("</p><ul class=\"key\">");
    for (Series each : series) {
      svg.append("<li><i style=\"background:").append(each.colour()).append("\"></i>");
      svg.append(Html.escaped(each.name())).append("</li>");
    }
    svg.append(
        "</ul></figcaption><svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\""
            .formatted(WIDTH, HEIGHT));
    svg.append(Html.escaped(title + ". " + sentence)).append("\">");
    bands(svg, bands, end);
    axis(svg, scale);
    for (Limit limit : limits) {
      double y = y(scale.share(limit.value()));
      svg.append(
          String.format(
              Locale.ROOT,
              "<line class=\"limit\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>",
              LEFT,
              WIDTH - RIGHT,
              y,
              y));
      svg.append(
          String.format(
              Locale.ROOT,
              "<text class=\"limit\" x=\"%d\" y=\"%.1f\" text-anchor=\"end\">",
              WIDTH - RIGHT - 4,
              y - 4));
      svg.append(Html.escaped(limit.name())).append("</text>");
    }
    for (Series each : series) {
      line(svg, each, scale, end);
    }
    return svg.append("</svg></figure>").toString();
  }

  private static void bands(StringBuilder svg, List<Band> bands, double end) {
    int number = 0;
    for (Band band : bands) {
      double x = x(band.from() / end);
      double width = x(band.to() / end) - x;
      svg.append(
          String.format(
              Locale.ROOT,
              "<rect class=\"band%d\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>",
              number++ % 2,
              x,
              TOP,
              width,
              HEIGHT - TOP - BOTTOM));
      svg.append(
          String.format(
              Locale.ROOT,
              "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">",
              x + width / 2,
              HEIGHT - 10));
      svg.append(Html.escaped(band.name())).append("</text>");
    }
  }

  private void axis(StringBuilder svg, Scale scale) {
    for (double tick : scale.ticks()) {
      double y = y(scale.share(tick));
      svg.append(
          String.format(
              Locale.ROOT,
              "<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>",
              LEFT,
              WIDTH - RIGHT,
              y,
              y));
      svg.append(
          String.format(
              Locale.ROOT,
              "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>",
              LEFT - 8,
              y + 4,
              Html.number(tick) + " " + unit));
    }
  }

  private static void line(StringBuilder svg, Series series, Scale scale, double end) {
    svg.append("<polyline style=\"stroke:").append(series.colour()).append("\" points=\"");
    for (int i = 0; i < series.values().size(); i++) {
      double share = scale.share(series.values().get(i));
      svg.append(
          String.format(
              Locale.ROOT, "%.1f,%.1f ", x(Math.min(1, series.at().get(i) / end)), y(share)));
    }
    svg.append("\"/>");
  }

  private static double x(double share) {
    return LEFT + share * (WIDTH - LEFT - RIGHT);
  }

  private static double y(double share) {
    return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM);
  }

  /** From the least to the most that is shown. */
  private record Scale(double least, double most, boolean logarithmic) {

    static Scale of(List<Series> series, List<Limit> limits, boolean logarithmic) {
      double most = limits.stream().mapToDouble(Limit::value).max().orElse(0) * 1.15;
      double least = Double.MAX_VALUE;
      for (Series each : series) {
        for (double value : each.values()) {
          most = Math.max(most, value * 1.05);
          least = value > 0 ? Math.min(least, value) : least;
        }
      }
      most = most <= 0 ? 1 : most;
      return new Scale(logarithmic ? Math.min(least, most / 10) : 0, most, logarithmic);
    }

    double share(double value) {
      double share =
          logarithmic
              ? Math.log(Math.max(value, least) / least) / Math.log(most / least)
              : value / most;
      return Math.clamp(share, 0, 1);
    }

    List<Double> ticks() {
      List<Double> ticks = new ArrayList<>();
      if (logarithmic) {
        for (double tick = Math.pow(10, Math.ceil(Math.log10(least))); tick <= most; tick *= 10) {
          ticks.add(tick);
        }
        return ticks;
      }
      double step = Math.pow(10, Math.floor(Math.log10(most)));
      step = most / step < 2 ? step / 4 : most / step < 5 ? step / 2 : step;
      for (double tick = 0; tick <= most; tick += step) {
        ticks.add(tick);
      }
      return ticks;
    }
  }
}
