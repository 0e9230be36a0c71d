namespace OrleansWa.Api.Tests.Messages;

[Collection(PostgresCollection.Name)]
public sealed class PostgresReceivingTests(PostgresProductFixture product) : ReceivingTests(product), IClassFixture<PostgresProductFixture>;
