package medianest.http;

/** The person behind a request. */
public record Caller(String userId, String name, boolean admin, String sessionId) {}
