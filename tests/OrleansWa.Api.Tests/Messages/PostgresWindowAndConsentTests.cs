namespace OrleansWa.Api.Tests.Messages;

[Collection(PostgresCollection.Name)]
public sealed class PostgresWindowAndConsentTests(PostgresProductFixture product) : WindowAndConsentTests(product), IClassFixture<PostgresProductFixture>;
