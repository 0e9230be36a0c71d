namespace OrleansWa.Api.Tests.FirstMessage;

[Collection(SharedProduct.Name)]
public sealed class SqliteFirstMessageTests(ProductFixture product) : FirstMessageTests(product);
