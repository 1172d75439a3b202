package medianest.playback;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import medianest.http.Policy;
import medianest.http.Problem;
import medianest.http.Request;
import medianest.http.Response;
import medianest.http.Routes;
import medianest.media.track.Track;

/** The route by which a client asks how to play an item. */
public final class PlaybackApi {

  private final Streams streams;
  private final SideSubtitles sides;

  public PlaybackApi(Streams streams, SideSubtitles sides) {
    this.streams = streams;
    this.sides = sides;
  }

  public void addTo(Routes routes) {
    routes.add("POST", "/api/v1/media/{id}/playback", Policy.MEMBER, this::decide);
  }

  /** The answer. */
  record Playback(
      String kind,
      String url,
      List<String> reasons,
      String expiresAt,
      List<SubtitleOffer> subtitles) {}

  private Response decide(Request request) throws IOException {
    Abilities client = request.json(PlaybackRequest.class).abilities();
    Playable playable = streams.find(request.path("id"));
    if (playable == null) {
      throw Problem.notFound("There is no such item.");
    }
    PlaybackPlan chosen = Decision.of(playable, client);
    if (chosen instanceof PlaybackPlan.Prepare) {
      playable = streams.prepare(request.path("id"));
      if (playable == null) {
        throw Problem.notFound("There is no such item.");
      }
      chosen = Decision.of(playable, client);
    }
    return answer(request, client, playable, chosen);
  }

  private Response answer(Request request, Abilities client, Playable playable, PlaybackPlan chosen)
      throws IOException {
    return switch (chosen) {
      case PlaybackPlan.DirectPlay plan -> {
        Set<Integer> text =
            SubtitleOffer.readable(playable).stream()
                .map(Track::number)
                .collect(Collectors.toSet());
        Streams.Admission admission =
            streams.admit(request.caller(), playable.itemId(), Streams.Offer.of(text));
        yield answer("direct", admission.original(), plan, admission, playable);
      }
      case PlaybackPlan.Package plan -> {
        Streams.Admission admission =
            streams.admit(request.caller(), playable.itemId(), Streams.Offer.of(plan.tracks()));
        yield answer("package", admission.playlist(), plan, admission, playable);
      }
      case PlaybackPlan.Transcode plan -> {
        long most = client.maxBitrate().orElse(Long.MAX_VALUE);
        Streams.Offer offer = new Streams.Offer(plan.tracks(), plan.encoded(), most);
        Streams.Admission admission = streams.admit(request.caller(), playable.itemId(), offer);
        yield answer("transcode", admission.playlist(), plan, admission, playable);
      }
      case PlaybackPlan.Prepare plan -> throw Problem.busy(1, String.join(" ", plan.reasons()));
      case PlaybackPlan.Refused plan ->
          throw new Problem(422, "refused", String.join(" ", plan.reasons()))
              .with("reasons", plan.reasons());
    };
  }

  private Response answer(
      String kind, String url, PlaybackPlan plan, Streams.Admission admission, Playable playable) {
    List<SubtitleOffer> subtitles =
        SubtitleOffer.of(playable, sides.of(playable.itemId()), admission);
    return new Response.Json(
        200,
        new Playback(kind, url, plan.reasons(), admission.expiresAt().toString(), subtitles),
        Map.of("cache-control", "no-store"));
  }
}
