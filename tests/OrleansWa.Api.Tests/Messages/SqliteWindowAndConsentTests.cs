namespace OrleansWa.Api.Tests.Messages;

[Collection(SharedProduct.Name)]
public sealed class SqliteWindowAndConsentTests(ProductFixture product) : WindowAndConsentTests(product);
