@echo off
rem The executable that stands where Electron's would, on Windows: runs the stand-in on this machine's Node.
setlocal
if "%ISTHMUS_NODE%"=="" set ISTHMUS_NODE=node
if "%ISTHMUS_SHELL%"=="" set ISTHMUS_SHELL=%~dp0..\..\dist\tools\shell-register.js
"%ISTHMUS_NODE%" "%ISTHMUS_SHELL%" %*
