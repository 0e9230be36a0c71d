# The API: webhooks, HTTP API, pages; a client of the silos. Build from the project's root: docker build -f docker/client-api.Dockerfile -t orleanswa/client-api .
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /src
COPY . .
RUN dotnet publish client-api --configuration Release -p:ActorRuntime=Orleans --output /app

FROM mcr.microsoft.com/dotnet/aspnet:10.0
WORKDIR /app
COPY --from=build /app .
# Owned by the user below, so that a volume mounted here can be written without being root.
RUN mkdir /data && chown "$APP_UID" /data && chmod 700 /data
USER $APP_UID
ENV URLS=http://+:8080 \
    Storage__DataDirectory=/data
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
    CMD ["dotnet", "OrleansWa.ClientApi.dll", "health", "http://localhost:8080"]
ENTRYPOINT ["dotnet", "OrleansWa.ClientApi.dll"]
