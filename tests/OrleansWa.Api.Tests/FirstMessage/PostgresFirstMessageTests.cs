namespace OrleansWa.Api.Tests.FirstMessage;

[Collection(PostgresCollection.Name)]
public sealed class PostgresFirstMessageTests(PostgresProductFixture product) : FirstMessageTests(product), IClassFixture<PostgresProductFixture>;
