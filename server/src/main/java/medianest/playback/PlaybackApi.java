package medianest.playback;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import medianest.http.Policy;
import medianest.http.Problem;
import medianest.http.Request;
import medianest.http.Response;
import medianest.http.Routes;
import medianest.media.codec.MediaKind;

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
      List<TrackAnswer> tracks,
      List<Quality> qualities,
      List<SubtitleOffer> subtitles) {}

  /** How a track comes to the client. */
  record TrackAnswer(int number, String kind, String how, String reason) {
    static TrackAnswer of(TrackPlan plan) {
      MediaKind kind = plan.track().format().codec().kind();
      return new TrackAnswer(
          plan.track().number(),
          kind.name().toLowerCase(Locale.ROOT),
          plan.how().word(),
          plan.reason());
    }
  }

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
    Set<Integer> encoded =
        chosen instanceof PlaybackPlan.Transcode plan ? plan.encoded() : Set.of();
    Optional<Integer> drawn =
        chosen instanceof PlaybackPlan.Transcode plan ? plan.drawn() : Optional.empty();
    Set<Integer> asTheyAre = new HashSet<>(chosen.asTheyAre());
    SubtitleOffer.shown(playable).forEach(t -> asTheyAre.add(t.number()));
    Streams.Offer offer =
        new Streams.Offer(
            asTheyAre,
            encoded,
            client.maxBitrate().orElse(Long.MAX_VALUE),
            client.channels(),
            drawn);
    return switch (chosen) {
      case PlaybackPlan.DirectPlay plan -> answer(request, "direct", playable, plan, offer);
      case PlaybackPlan.Package plan -> answer(request, "package", playable, plan, offer);
      case PlaybackPlan.Transcode plan -> answer(request, "transcode", playable, plan, offer);
      case PlaybackPlan.Prepare plan -> throw Problem.busy(1, String.join(" ", plan.reasons()));
      case PlaybackPlan.Refused plan ->
          throw new Problem(422, "refused", String.join(" ", plan.reasons()))
              .with("reasons", plan.reasons())
              .with("tracks", plan.tracks().stream().map(TrackAnswer::of).toList());
    };
  }

  private Response answer(
      Request request, String kind, Playable playable, PlaybackPlan plan, Streams.Offer offer)
      throws IOException {
    Streams.Admission admission = streams.admit(request.caller(), playable.itemId(), offer);
    boolean direct = plan instanceof PlaybackPlan.DirectPlay;
    Playback playback =
        new Playback(
            kind,
            direct ? admission.original() : admission.playlist(),
            plan.reasons(),
            admission.expiresAt().toString(),
            plan.tracks().stream().map(TrackAnswer::of).toList(),
            streams.qualities(playable.itemId(), withLadder(offer, playable)),
            SubtitleOffer.of(playable, sides.of(playable.itemId()), admission));
    return new Response.Json(200, playback, Map.of("cache-control", "no-store"));
  }

  /** As if the viewer had asked for smaller pictures as well, so that it can be told of them. */
  private static Streams.Offer withLadder(Streams.Offer offer, Playable playable) {
    Set<Integer> encoded = new HashSet<>(offer.encoded());
    playable.tracks().ifPresent(all -> encoded.addAll(all.encodable()));
    return new Streams.Offer(
        offer.tracks(), encoded, offer.mostBitrate(), offer.channels(), offer.drawn());
  }
}
